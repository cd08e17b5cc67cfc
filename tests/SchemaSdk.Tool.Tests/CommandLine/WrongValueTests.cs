using System.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Tests.CommandLine;

public sealed class WrongValueTests
{
    private static readonly string[] WrongValues =
    [
        "abc!", "1,5", "1.5.2.7", "-nan", "-infinity", "1e400", "0x10", "½", "{}", "[]", "1 2", "\u001b[31m", "🙂", "'5'", "5%",
        "$5", "5usd", "1_000", "99999999999999999999999999999999",
    ];

    // Options whose value can be any string, or a name that the command looks up.
    private static readonly HashSet<string> Texts =
    [
        "--by", "--changelog", "--download", "--fault", "--files", "--folder", "--id", "--input", "--kind", "--ledger", "--model",
        "--models", "--out",
        "--output", "--resume", "--schemas", "--search", "-i",
    ];

    public static TheoryData<string, string> Options => OptionsWhere(static option => !Texts.Contains(option.Name));

    public static TheoryData<string, string> TextOptions => OptionsWhere(static option => Texts.Contains(option.Name));

    [Theory]
    [MemberData(nameof(Options))]
    public async Task A_wrong_value_is_reported_with_its_option(string command, string option)
    {
        foreach (var value in FullRun.SampleOf(WrongValues, n: 3))
        {
            using var tool = new ToolTest();

            Assert.Equal(2, await tool.RunAsync([.. Complete(command), $"{option}={value}"]));

            Assert.Contains(option, tool.Error, StringComparison.Ordinal);
            Assert.Contains(HarmlessText.Line(value), tool.Error, StringComparison.Ordinal);
            Assert.Empty(tool.Files());
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    [MemberData(nameof(TextOptions))]
    public async Task An_empty_value_is_reported_with_its_option(string command, string option)
    {
        using var tool = new ToolTest();

        Assert.Equal(2, await tool.RunAsync([.. Complete(command), $"{option}= "]));

        Assert.Contains(option, tool.Error, StringComparison.Ordinal);
        Assert.Empty(tool.Files());
    }

    [Theory]
    [InlineData("addd", "'addd' is not a command of 'schemasdk'. Did you mean 'add'?")]
    [InlineData("jobs lst", "'lst' is not a command of 'schemasdk jobs'. Did you mean 'list'?")]
    [InlineData("jobs", "'schemasdk jobs' needs a command: backup,")]
    [InlineData("emulate --prot 3", "'--prot' is not an option of 'schemasdk emulate'. Did you mean '--port'?")]
    [InlineData("lint a b", "'b' is one argument too many for 'schemasdk lint'.")]
    [InlineData("update --all=maybe", "--all takes no value, but 'maybe' was given.")]
    [InlineData("run", "'schemasdk run' needs the argument <model id>. The id of the model, such as")]
    [InlineData("diff", "'schemasdk diff' needs the argument <old>. The older schemas")]
    [InlineData("retire", "'schemasdk retire' needs the argument <version>.")]
    [InlineData("run kling --max-price 1,5", "--max-price must be an amount of US dollars above zero, not '1,5'.")]
    public async Task A_command_line_that_cannot_run_is_explained(string line, string message)
    {
        using var tool = new ToolTest();

        Assert.Equal(2, await tool.RunAsync(line.Split(' ')));

        Assert.StartsWith($"schemasdk: {message}", tool.Error, StringComparison.Ordinal);
    }

    private static TheoryData<string, string> OptionsWhere(Func<Option, bool> isIncluded)
    {
        var options = new TheoryData<string, string>();
        foreach (var (command, path) in CommandsIn(ToolCommands.Build(ToolHost.OfProcess()), ""))
        {
            foreach (var option in command.Options.Where(option => isIncluded(option) && option.Name is not ("--help" or "--version")))
            {
                options.Add(path, option.Name);
            }
        }

        return options;
    }

    private static IEnumerable<(Command Command, string Path)> CommandsIn(Command command, string path) =>
        command.Subcommands.SelectMany(sub => CommandsIn(sub, $"{path} {sub.Name}")).Prepend((command, path.Trim()));

    // Any value will do, because a command checks its options before its arguments.
    private static IEnumerable<string> Complete(string path)
    {
        var command = CommandsIn(ToolCommands.Build(ToolHost.OfProcess()), "").First(found => found.Path == path).Command;
        return [.. path.Split(' '), .. command.Arguments
            .Where(argument => argument.Arity.MinimumNumberOfValues > 0 && !argument.HasDefaultValue)
            .Select(_ => "1.2.0")];
    }
}
