namespace SchemaSdk.Integration.Tests.PostgreSql.Writing;

public sealed class UnsupportedValueTests : DatabaseTest
{
    private const int Jobs = 40;

    private static readonly string[] Invalid = ["half \ud800", "\ud800\ud800\udc00", "a\0b"];

    private PostgreSqlJobLedger _ledger = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _ledger = new PostgreSqlJobLedger(Database);
    }

    public override async Task DisposeAsync()
    {
        await _ledger.DisposeAsync();
        await base.DisposeAsync();
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_first_entry_with_invalid_text_is_refused()
    {
        var intent = Entries.Intent("a");
        var poor = Invalid.SelectMany(text => (LedgerEntry[])
            [intent with { ModelId = text }, intent with { InputHash = text }, intent with { Service = text }]);

        var errors = await Task.WhenAll(poor.Select(line => Record.ExceptionAsync(() => _ledger.BeginAsync(line).AsTask())));

        Assert.All(errors, error => Assert.IsType<ArgumentException>(error));
        Assert.Null(await _ledger.FindAsync("a"));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_later_entry_with_invalid_text_is_refused()
    {
        var unknown = await _ledger.UpToAsync("a", LedgerState.Unknown);
        var refused = unknown.Next(LedgerState.Refused);
        var poor = Invalid.SelectMany(text => (LedgerEntry[])
        [
            unknown.Next(LedgerState.Accepted, text),
            refused with { Settled = new() { By = text, At = refused.ChangedAt } },
            refused with { Refused = new() { By = LedgerRefusal.Service, Reason = text } },
            refused with { End = new() { Outcome = JobState.Failed, FilesError = text } },
            refused with { End = new() { Outcome = JobState.Failed, Files = ["a.png", text] } },
        ]);

        var errors = await Task.WhenAll(poor.Select(line => Record.ExceptionAsync(() => _ledger.RecordAsync(line).AsTask())));

        Assert.All(errors, error => Assert.IsType<ArgumentException>(error));
        Assert.Equal(unknown.Version, (await _ledger.FindAsync("a"))!.Version);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Any_other_text_is_kept_and_found()
    {
        const string Id = "\ud83d\ude00 \ufffd\t";
        var sending = await _ledger.UpToAsync("a", LedgerState.Sending);

        await _ledger.NextAsync(sending, LedgerState.Accepted, Id);

        Assert.Equal(Id, (await _ledger.FindAsync("a"))!.RequestId);
        Assert.Equal("a", (await _ledger.FindByRequestAsync(Id))?.Key);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_model_or_service_with_a_name_that_is_too_long_is_refused()
    {
        var longest = Entries.Queued("a", Letters(500)) with { Service = Letters(200) };

        var model = await Assert.ThrowsAsync<ArgumentException>(
            () => _ledger.BeginAsync(longest with { ModelId = Letters(501) }).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => _ledger.BeginAsync(longest with { Service = Letters(201) }).AsTask());

        Assert.Contains("has 501 characters. Use 1 to 500", model.Message, StringComparison.Ordinal);
        Assert.Null(await _ledger.BeginAsync(longest));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_value_that_is_too_long_for_an_index_is_a_lasting_failure()
    {
        var sending = await _ledger.UpToAsync("a", LedgerState.Sending);

        var error = await Assert.ThrowsAsync<ModelLedgerException>(
            () => _ledger.NextAsync(sending, LedgerState.Accepted, Letters(6_000)));

        Assert.True(error.IsLasting);
        Assert.Contains("54000", error.Message, StringComparison.Ordinal);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Only_the_entry_that_cannot_be_written_fails_in_its_batch()
    {
        var sending = await SendingAsync();

        var failures = await Task.WhenAll(sending.Select((last, at) => Record.ExceptionAsync(() => _ledger.RecordAsync(
            last.Next(LedgerState.Refused) with { Refused = new() { By = (LedgerRefusal)(at == 7 ? 99 : 0) } }).AsTask())));

        Assert.IsType<ArgumentOutOfRangeException>(failures[7]);
        Assert.Single(failures, failure => failure is not null);
        Assert.Equal(1, (await _ledger.SummarizeAsync()).Sending);
    }

    private async Task<LedgerEntry[]> SendingAsync() =>
        await Task.WhenAll(Enumerable.Range(0, Jobs).Select(at => _ledger.UpToAsync($"k{at}", LedgerState.Sending)));

    // An index cannot compress random three-byte characters, so a text takes its full length there.
    private static string Letters(int length)
    {
        var random = new Random(1);
        return string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next('\u4e00', '\u9fff')));
    }
}
