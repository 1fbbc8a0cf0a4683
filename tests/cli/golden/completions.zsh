#compdef kursk-tui
_kursk_tui() {
    local -a found
    found=("${(@f)$(kursk-tui __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if (( ${#found} )) && [[ -n ${found[1]} ]]; then
        compadd -Q -- "${found[@]}"
    else
        _files
    fi
}
compdef _kursk_tui kursk-tui
