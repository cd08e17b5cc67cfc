using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Jobs;

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
        var unescaped = Tool.Output.Replace(@"\<", "", StringComparison.Ordinal).Replace(@"\[", "", StringComparison.Ordinal);
        Assert.Equal(format == "text", unescaped.Contains("<img", StringComparison.Ordinal));
        Assert.Equal(format != "markdown", unescaped.Contains("[x](", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(LedgerState.Intended, null, false)]
    [InlineData(LedgerState.Refused, LedgerRefusal.NotSent, false)]
    [InlineData(LedgerState.Refused, LedgerRefusal.Service, true)]
    public async Task A_job_is_shown_with_the_time_of_its_last_attempt_only_if_it_was_sent(
        LedgerState state, LedgerRefusal? refusal, bool isSent)
    {
        await using (var ledger = Open())
        {
            var entry = ledger.IntentOf(Key, Star, "{}"u8.ToArray());
            await ledger.BeginAsync(entry);
            var attempt = new LedgerAttempt { Number = 1, SentAt = Then };
            var sent = entry with { State = LedgerState.Sending, Version = 2, Attempt = attempt, Input = default };
            await ledger.RecordAsync(sent);
            var refused = refusal is { } by ? new LedgerRefused { By = by } : null;
            await ledger.RecordAsync(sent with { State = state, Version = 3, Refused = refused });
        }

        Assert.Equal(0, await JobsAsync("show", Key));

        Assert.Contains("attempts   1\n", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(isSent, Tool.Output.Contains("sentAt", StringComparison.Ordinal));
    }
}
