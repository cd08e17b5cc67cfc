using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>Finds the errors in a command line, such as an unknown option or a missing argument.</summary>
// The errors of System.CommandLine do not say which word is wrong, and its parser reads a misspelled option as an argument.
internal static class UsageFaults
{
    /// <summary>Returns the errors in a command line, each as a sentence.</summary>
    internal static IReadOnlyList<string> Find(ParseResult parsed, IReadOnlyList<string> args)
    {
        var given = parsed.CommandResult;
        if (parsed.Action is not ParseErrorAction && parsed.Action != given.Command.Action)
        {
            // Help and the version can be requested with an incomplete command line, so report no errors.
            return [];
        }

        string[] words =
        [
            .. Flags(given.Command, args),
            .. given.Children.OfType<ArgumentResult>().SelectMany(result => Misplaced(given.Command, result, args)),
            .. given.Children.SelectMany(Empty),
        ];
        return words.Length > 0 ? words
            : parsed.UnmatchedTokens.Count > 0 ? [.. parsed.UnmatchedTokens.Select(word => Unmatched(given.Command, word))]
            : Missing(given) is { Count: > 0 } missing ? missing
            : parsed.Errors.Count > 0 ? [.. parsed.Errors.Select(static error => error.Message)]
            : Together(given);
    }

    private static IReadOnlyList<string> Together(CommandResult given)
    {
        (given.Command as ToolCommand)?.Check(given);
        return [.. given.Errors.Select(static error => error.Message)];
    }

    // In "--flag value", the value counts as an argument of the command, so only "--flag=value" is checked.
    private static IEnumerable<string> Flags(Command command, IReadOnlyList<string> args) =>
        from option in command.Options
        where option.ValueType == typeof(bool)
        from word in args.TakeWhile(static word => word != "--")
        where word.StartsWith($"{option.Name}=", StringComparison.Ordinal)
        let value = word[(option.Name.Length + 1)..]
        where !bool.TryParse(value, out _)
        select $"{option.Name} takes no value, but '{value}' was given.";

    /// <summary>Returns the full name of a command, such as <c>schemasdk jobs list</c>.</summary>
    internal static string NameOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{NameOf(parent)} {command.Name}" : command.Name;

    private static string Unmatched(Command command, string word) =>
        IsOption(word) ? UnknownOption(command, word)
            : command.Subcommands.Count > 0
                ? $"'{word}' is not a command of '{NameOf(command)}'.{NearestName.Hint(word, command.Subcommands.Select(sub => sub.Name))}"
            : $"'{word}' is one argument too many for '{NameOf(command)}'.";

    private static IEnumerable<string> Misplaced(Command command, ArgumentResult result, IReadOnlyList<string> args) =>
        args.Contains("--") ? [] : result.Tokens.Where(token => IsOption(token.Value)).Select(token => UnknownOption(command, token.Value));

    // "-" alone means standard input, and "-1" is a number.
    private static bool IsOption(string word) => word is ['-', '-' or (>= 'A' and <= 'z'), ..];

    private static string UnknownOption(Command command, string word) =>
        $"'{word}' is not an option of '{NameOf(command)}'."
        + (NearestName.Of(word, command.Options.Where(option => !option.Hidden).Select(option => option.Name)) is { } near
            ? $" Did you mean '{near}'?" : "");

    // Empty values usually come from an unset variable. Only a JSON pointer may be empty, because "" means the whole document.
    private static IEnumerable<string> Empty(SymbolResult result)
    {
        var (name, kind) = result switch
        {
            OptionResult option => (option.Option.Name, option.Option.HelpName),
            ArgumentResult argument => ($"The {argument.Argument.Name}", argument.Argument.HelpName),
            _ => ("", null),
        };
        return result.Tokens.Where(token => string.IsNullOrWhiteSpace(token.Value) && !(kind == "pointer" && token.Value.Length == 0))
            .Select(_ => $"{name} is empty. Give it a value{(kind is null ? "" : $": <{kind}>")}.");
    }

    private static IReadOnlyList<string> Missing(CommandResult given)
    {
        var command = given.Command;
        if (command.Subcommands.Count > 0)
        {
            return [$"'{NameOf(command)}' needs a command: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}."];
        }

        return [.. command.Arguments
            .Where(argument => argument.Arity.MinimumNumberOfValues > 0 && !argument.HasDefaultValue
                && given.GetResult(argument) is not { Tokens.Count: > 0 })
            .Select(argument => $"'{NameOf(command)}' needs the argument <{argument.Name}>. {argument.Description}")];
    }
}
