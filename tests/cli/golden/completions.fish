function __kursk_tui_complete
    set -l words (commandline -opc)[2..-1] (commandline -ct)
    kursk-tui __complete $words 2>/dev/null
end
complete -c kursk-tui -a '(__kursk_tui_complete)'
