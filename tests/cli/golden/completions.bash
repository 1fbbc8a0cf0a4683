_kursk_tui() {
    # To bash event:museum is three words, and so is --event=museum: here one, and two.
    local IFS=$'\n' prefix= before= at word
    local -a words=()
    for ((at = 1; at <= COMP_CWORD; at++)); do
        word=${COMP_WORDS[at]}
        if [[ $word == = && $before == --* ]]; then
            (( at == COMP_CWORD )) && words+=("") && before=
        elif [[ -n $before && ( $word == :* || $before == *: ) ]]; then
            before+=$word
            words[${#words[@]}-1]=$before
        else
            words+=("$word")
            before=$word
        fi
    done
    [[ $before == *:* ]] && prefix=${before%:*}:
    COMPREPLY=($(kursk-tui __complete "${words[@]}" 2>/dev/null))
    COMPREPLY=("${COMPREPLY[@]#"$prefix"}")
    # A field of a query wants its value right behind it.
    if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[:=\<\>] ]]; then compopt -o nospace; fi
} 2>/dev/null
complete -o default -F _kursk_tui kursk-tui
