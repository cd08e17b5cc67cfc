using System.Text.Json;

namespace SchemaSdk.Tool.Tests.Jobs;

public sealed class JobShowTests : LedgerTest
{
    private const string Key = "order-1";

    [Theory]
    [InlineData("夕暮れ")]
    [InlineData("café <b>&</b> 'at' 5+5")]
    [InlineData("🪁🌊")]
    [InlineData(@"\\ud83e\\ude81")]
    public async Task A_prompt_is_shown_unchanged(string prompt)
    {
        await RecordAsync(Key, LedgerState.Accepted, "req-1", $$"""{"prompt":"{{prompt}}"}""");

        await JobsReportAsync(0, $$"""  {"prompt":"{{prompt}}"}""" + "\n", "show", Key);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task A_deep_input_is_shown(string format)
    {
        var deep = new string('[', 200) + new string(']', 200);
        await RecordAsync(Key, LedgerState.Accepted, "req-1", $$"""{"prompt":{{deep}}}""");

        await JobsReportAsync(0, deep, "show", Key, "--format", format);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("json")]
    public async Task A_hostile_prompt_is_shown_harmlessly(string format)
    {
        const string Hostile = """{"prompt":"\u001b]0;x\u0007\u009b31m\u202egnp\u2028![x](https://x.example) <img src=x>"}""";
        await RecordAsync(Key, LedgerState.Accepted, "req-1", Hostile);

        await JobsReportAsync(0, "gnp", "show", Key, "--format", format);
        Assert.DoesNotContain(Tool.Output, character => character != '\n'
            && (char.IsControl(character) || character is '\u202e' or '\u2028'));
        var unescaped = Tool.Output.Replace(@"\<", "", StringComparison.Ordinal).Replace(@"\[", "", StringComparison.Ordinal);
        Assert.Equal(format == "text", unescaped.Contains("<img", StringComparison.Ordinal));
        Assert.Equal(format != "markdown", unescaped.Contains("[x](", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("list")]
    [InlineData("show", Key)]
    [InlineData("resume")]
    public async Task Quiet_leaves_out_none_of_what_was_asked_for(params string[] command)
    {
        await RecordAsync(Key, LedgerState.Intended);

        await JobsReportAsync(0, Key, [.. command, "--quiet"]);
    }

    [Fact]
    public async Task Each_property_of_a_job_is_shown_with_its_input_and_result()
    {
        // These properties contain others, follow from others, or matter only to the process that is working on the job.
        string[] omitted = ["Attempt", "Lease", "End", "Settled", "IsOpen", "Epoch", "Id", "BudgetUsd"];
        var others = new Dictionary<string, string>
        {
            ["ModelId"] = "model",
            ["Number"] = "attempts",
            ["Until"] = "leasedUntil",
            ["By"] = "settledBy",
            ["At"] = "settledAt",
            ["Refused"] = "refusal",
            ["Reason"] = "refusalReason",
        };
        Type[] types =
        [
            typeof(LedgerEntry), typeof(LedgerAttempt), typeof(LedgerLease), typeof(LedgerRefused), typeof(LedgerSettled),
            typeof(LedgerEnd),
        ];
        var names = types.SelectMany(type => type.GetProperties()).Select(property => property.Name).Except(omitted)
            .Select(name => others.GetValueOrDefault(name) ?? JsonNamingPolicy.CamelCase.ConvertName(name));
        await RecordAsync("order-1", LedgerState.Ended, "req-1");

        Assert.Equal(0, await JobsAsync("show", "order-1", "--json"));

        var facts = JsonNode.Parse(Tool.Output)!["facts"]!.AsObject();
        Assert.Equal("", string.Join(' ', names.Where(name => !facts.ContainsKey(name))));
        Assert.Equal(("ended", "req-1", "succeeded"), ((string?)facts["state"], (string?)facts["requestId"], (string?)facts["outcome"]));
        Assert.Equal("order-1", (string?)facts["input"]!["prompt"]);
        Assert.Equal("https://files.example/a.mp4", (string?)facts["result"]!["output"]!["video"]);
    }

    [Fact]
    public async Task An_unknown_job_is_shown_with_its_account_and_with_advice()
    {
        await RecordAsync("order-1", LedgerState.Unknown, customer: "acme", hasOwnToken: true);

        await JobsReportAsync(0, "customer     acme\nhasOwnToken  true\n", "show", "order-1");
        Assert.Contains("sentAt       2026-01-02 03:04:05Z\n", Tool.Output, StringComparison.Ordinal);
        Assert.Contains("among the jobs sent around 2026-01-02 03:04:05Z", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_key_is_a_usage_error()
    {
        await RecordAsync("order-1", LedgerState.Unknown);

        Assert.Equal(2, await JobsAsync("show", "order-2"));

        Assert.Equal("schemasdk: The ledger has no job 'order-2'. 'schemasdk jobs list' shows the keys.\n", Tool.Error);
    }
}
