namespace SchemaSdk.Integration.Tests.PostgreSql.Writing;

public sealed class UnsupportedValueTests : DatabaseTest
{
    private static readonly string[] Invalid = ["half \ud800", "\ud800\ud800\udc00", "a\0b"];

    [FactWith(Server.PostgreSql)]
    public async Task A_first_or_later_entry_with_invalid_text_is_refused()
    {
        var intent = Draft.Intent("new");
        var first = Invalid.SelectMany(text => (LedgerEntry[])
            [intent with { ModelId = text }, intent with { InputHash = text }, intent with { Service = text }]);
        var unknown = await Ledger.UpToAsync("a", LedgerState.Unknown);
        var refused = unknown.Next(LedgerState.Refused);
        var later = Invalid.SelectMany(text => (LedgerEntry[])
        [
            unknown.Next(LedgerState.Accepted, text),
            refused with { Settled = new() { By = text, At = refused.ChangedAt } },
            refused with { Refused = new() { By = LedgerRefusal.Service, Reason = text } },
            refused with { End = new() { Outcome = JobState.Failed, FilesError = text } },
            refused with { End = new() { Outcome = JobState.Failed, Files = ["a.png", text] } },
        ]);

        var begun = await Task.WhenAll(first.Select(line => Record.ExceptionAsync(() => Ledger.BeginAsync(line).AsTask())));
        var recorded = await Task.WhenAll(later.Select(line => Record.ExceptionAsync(() => Ledger.RecordAsync(line).AsTask())));

        Assert.All([.. begun, .. recorded], error => Assert.IsType<ArgumentException>(error));
        Assert.Null(await Ledger.FindAsync("new"));
        Assert.Equal(unknown.Version, (await Ledger.FindAsync("a"))!.Version);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Any_other_text_is_kept_and_found()
    {
        const string Id = "\ud83d\ude00 \ufffd\t";
        var sending = await Ledger.UpToAsync("a", LedgerState.Sending);

        await Ledger.NextAsync(sending, LedgerState.Accepted, Id);

        Assert.Equal(Id, (await Ledger.FindAsync("a"))!.RequestId);
        Assert.Equal("a", (await Ledger.FindByRequestAsync(Id))?.Key);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_model_or_service_with_a_name_that_is_too_long_is_refused()
    {
        var longest = Draft.Queued("a", Letters(500)) with { Service = Letters(200) };

        var model = await Assert.ThrowsAsync<ArgumentException>(
            () => Ledger.BeginAsync(longest with { ModelId = Letters(501) }).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => Ledger.BeginAsync(longest with { Service = Letters(201) }).AsTask());

        Assert.Contains("has 501 characters. Use 1 to 500", model.Message, StringComparison.Ordinal);
        Assert.Null(await Ledger.BeginAsync(longest));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_value_that_is_too_long_for_an_index_is_a_lasting_failure()
    {
        var sending = await Ledger.UpToAsync("a", LedgerState.Sending);

        var error = await Assert.ThrowsAsync<ModelLedgerException>(
            () => Ledger.NextAsync(sending, LedgerState.Accepted, Letters(6_000)));

        Assert.True(error.IsLasting);
        Assert.Contains("54000", error.Message, StringComparison.Ordinal);
    }

    // An index cannot compress random three-byte characters, so it stores each string at its full length.
    private static string Letters(int length)
    {
        var random = new Random(1);
        return string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next('\u4e00', '\u9fff')));
    }
}
