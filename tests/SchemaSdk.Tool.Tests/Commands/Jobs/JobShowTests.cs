using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Commands.Jobs;

public sealed class JobShowTests : LedgerTest
{
    private const string Key = "order-1";

    [Theory]
    [InlineData("夕暮れ")]
    [InlineData("café <b>&</b> 'at' 5+5")]
    [InlineData("🪁🌊")]
    [InlineData(@"\\ud83e\\ude81")]
    public async Task A_prompt_is_shown_as_it_was_written(string prompt)
    {
        await LeaveAsync(Key, LedgerState.Accepted, "req-1", $$"""{"prompt":"{{prompt}}"}""");

        Assert.Equal(0, await JobsAsync("show", Key));

        Assert.Contains($$"""  {"prompt":"{{prompt}}"}""" + "\n", Tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("json")]
    public async Task A_prompt_that_would_act_on_a_terminal_or_a_page_is_shown_and_does_nothing(string format)
    {
        const string Hostile = """{"prompt":"\u001b]0;x\u0007\u009b31m\u202egnp\u2028![x](https://x.example) <img src=x>"}""";
        await LeaveAsync(Key, LedgerState.Accepted, "req-1", Hostile);

        Assert.Equal(0, await JobsAsync("show", Key, "--format", format));

        Assert.Contains("gnp", Tool.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Tool.Output, character => character != '\n'
            && (char.IsControl(character) || character is '\u202e' or '\u2028'));
        Assert.Equal(format == "text", Tool.Output.Contains("<img", StringComparison.Ordinal));
        Assert.Equal(format != "markdown", Tool.Output.Contains("](https:", StringComparison.Ordinal));
    }
}
