using System.CommandLine;
using System.CommandLine.Parsing;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Configuration;

/// <summary>The option or argument that says which folder of schemas a command works on.</summary>
internal sealed class GivenFolder
{
    private const string Default = "[default: the folder in schemasdk.json, or 'schemas']";
    private const string DefaultOfAll = "[default: all folders in schemasdk.json, or 'schemas']";

    private readonly Symbol _symbol;
    private readonly Func<ParseResult, string?> _read;
    private readonly Func<CommandResult, bool> _isGiven;

    private GivenFolder(Option<string?> option)
    {
        _symbol = option;
        _read = parsed => parsed.GetValue(option);
        _isGiven = result => result.GetResult(option) is { Implicit: false };
    }

    private GivenFolder(Argument<string?> argument)
    {
        _symbol = argument;
        _read = parsed => parsed.GetValue(argument);
        _isGiven = result => result.GetResult(argument) is { Tokens.Count: > 0 };
    }

    /// <summary>Creates an option such as <c>--folder</c>.</summary>
    /// <param name="description">What the command uses the folder for, as text for the help.</param>
    /// <param name="isAll">True if the command works on all folders by default.</param>
    /// <param name="name">The name of the option.</param>
    internal static GivenFolder Option(string description, bool isAll = false, string name = "--folder") => new(new Option<string?>(name)
    {
        Description = $"{description} {(isAll ? DefaultOfAll : Default)}",
        HelpName = "path",
    });

    /// <summary>Creates the argument <c>folder</c>.</summary>
    /// <param name="isAll">True if the command works on all folders by default.</param>
    internal static GivenFolder Argument(bool isAll = false) => new(new Argument<string?>("folder")
    {
        Description = $"The folder of schemas, with a subfolder for each model id. {(isAll ? DefaultOfAll : Default)}",
        Arity = ArgumentArity.ZeroOrOne,
    });

    internal void AddTo(Command command)
    {
        if (_symbol is Option option)
        {
            command.Add(option);
        }
        else
        {
            command.Add((Argument)_symbol);
        }
    }

    internal bool IsGiven(CommandResult result) => _isGiven(result);

    /// <summary>Returns the folder that the user gave or, without one, the only configured folder.</summary>
    /// <exception cref="ToolException">No folder was given, and several are configured.</exception>
    internal ConfiguredFolder ReadOne(ParseResult parsed, ToolHost host) => ReadOne(parsed, host, static _ => true);

    /// <summary>
    /// Returns the folder that the user gave or, without one, the only configured folder. If several folders are configured, returns the
    /// one that meets the condition.
    /// </summary>
    /// <exception cref="ToolException">
    /// No folder was given, several are configured, and not exactly one of them meets the condition.
    /// </exception>
    internal ConfiguredFolder ReadOne(ParseResult parsed, ToolHost host, Func<ConfiguredFolder, bool> isMeant)
    {
        var folders = ReadAll(parsed, host);
        return (folders.Count == 1 ? folders : [.. folders.Where(isMeant)]) is [var only] ? only : throw new ToolException(
            ExitCode.WrongUsage,
            $"{ConfigurationFile.Name} has several folders of schemas: {string.Join(", ", folders.Select(one => one.Shown(host)))}. "
            + $"Specify one of them{(_symbol is Option ? $" with {_symbol.Name}" : "")}.");
    }

    /// <summary>Returns the folder that the user gave or, without one, all configured folders.</summary>
    internal IReadOnlyList<ConfiguredFolder> ReadAll(ParseResult parsed, ToolHost host) =>
        _read(parsed) is { } typed ? [ConfiguredFolder.At(typed, host)] : ConfiguredFolder.All(host);
}
