using System.Text.RegularExpressions;
using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Writing;

/// <summary>Values that the database, or the driver, cannot take.</summary>
public sealed class PoorValueTests : IAsyncLifetime
{
    private const int Jobs = 40;

    private string _database = "";
    private PostgreSqlJobLedger _ledger = null!;

    public async Task InitializeAsync()
    {
        _database = await SharedCluster.DatabaseAsync();
        _ledger = new PostgreSqlJobLedger(_database);
    }

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    [TheoryWith(Server.PostgreSql)]
    [InlineData(@"half \ud800")]
    [InlineData(@"\ud800\ud800\udc00")]
    [InlineData(@"a\0b")]
    public async Task A_first_line_with_a_text_that_is_none_is_refused(string written)
    {
        var text = Regex.Unescape(written);   // no attribute keeps a half
        var intent = Desk.Intent("a");
        LedgerEntry[] poor = [intent with { ModelId = text }, intent with { InputHash = text }, intent with { Service = text }];

        var errors = await Task.WhenAll(poor.Select(line => Record.ExceptionAsync(() => _ledger.BeginAsync(line).AsTask())));

        Assert.All(errors, error => Assert.IsType<ArgumentException>(error));
        Assert.Null(await _ledger.FindAsync("a"));
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData(@"half \ud800")]
    [InlineData(@"a\0b")]
    public async Task A_later_line_with_a_text_that_is_none_is_refused(string written)
    {
        var text = Regex.Unescape(written);
        var unknown = await _ledger.UpToAsync("a", LedgerState.Unknown);
        var refused = unknown.Next(LedgerState.Refused);
        LedgerEntry[] poor =
        [
            unknown.Next(LedgerState.Accepted, text),
            refused with { Settled = new() { By = text, At = refused.ChangedAt } },
            refused with { Refused = new() { By = LedgerRefusal.Service, Reason = text } },
            refused with { End = new() { Outcome = JobState.Failed, FilesError = text } },
            refused with { End = new() { Outcome = JobState.Failed, Files = ["a.png", text] } },
        ];

        var errors = await Task.WhenAll(poor.Select(line => Record.ExceptionAsync(() => _ledger.RecordAsync(line).AsTask())));

        Assert.All(errors, error => Assert.IsType<ArgumentException>(error));
        Assert.Equal(unknown.Version, (await _ledger.FindAsync("a"))!.Version);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Whatever_else_a_text_has_in_it_is_kept_and_found()
    {
        const string Id = "\ud83d\ude00 \ufffd\t";
        var sending = await _ledger.UpToAsync("a", LedgerState.Sending);

        await _ledger.NextAsync(sending, LedgerState.Accepted, Id);

        Assert.Equal(Id, (await _ledger.FindAsync("a"))!.RequestId);
        Assert.Equal("a", (await _ledger.FindByRequestAsync(Id))?.Key);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_first_line_with_the_name_of_a_model_or_service_that_is_too_long_is_refused()
    {
        var longest = Desk.Queued("a", Letters(500)) with { Service = Letters(200) };

        var model = await Assert.ThrowsAsync<ArgumentException>(
            () => _ledger.BeginAsync(longest with { ModelId = Letters(501) }).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => _ledger.BeginAsync(longest with { Service = Letters(201) }).AsTask());

        Assert.Contains("has 501 characters. Use 1 to 500", model.Message, StringComparison.Ordinal);
        Assert.Null(await _ledger.BeginAsync(longest));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_value_that_is_too_long_for_an_index_fails_for_good()
    {
        var sending = await _ledger.UpToAsync("a", LedgerState.Sending);

        var error = await Assert.ThrowsAsync<ModelLedgerException>(
            () => _ledger.NextAsync(sending, LedgerState.Accepted, Letters(6_000)));

        Assert.True(error.IsLasting);
        Assert.Contains("54000", error.Message, StringComparison.Ordinal);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_line_that_cannot_be_written_fails_alone_among_those_that_go_along()
    {
        var sending = await SendingAsync();

        var failures = await Task.WhenAll(sending.Select((last, at) => Record.ExceptionAsync(() => _ledger.RecordAsync(
            last.Next(LedgerState.Refused) with { Refused = new() { By = (LedgerRefusal)(at == 7 ? 99 : 0) } }).AsTask())));

        Assert.IsType<ArgumentOutOfRangeException>(failures[7]);
        Assert.Single(failures, failure => failure is not null);
        Assert.Equal(1, (await _ledger.SummarizeAsync()).Sending);
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_that_cannot_be_read_fails_alone_among_those_that_are_looked_up_with_it(bool isBegun)
    {
        var sending = await SendingAsync();
        await using var source = NpgsqlDataSource.Create(_database);
        await using var command = source.CreateCommand("update schemasdk.jobs set price_usd = 1e40 where key = 'k7'");
        await command.ExecuteNonQueryAsync();

        var failures = await Task.WhenAll(sending.Select(job => Record.ExceptionAsync(
            () => isBegun ? _ledger.BeginAsync(Desk.Intent(job.Key)).AsTask() : _ledger.FindAsync(job.Key).AsTask())));

        Assert.NotNull(failures[7]);
        Assert.Single(failures, failure => failure is not null);
    }

    private async Task<LedgerEntry[]> SendingAsync() =>
        await Task.WhenAll(Enumerable.Range(0, Jobs).Select(at => _ledger.UpToAsync($"k{at}", LedgerState.Sending)));

    // Three bytes each, which no index makes shorter.
    private static string Letters(int length)
    {
        var letters = new char[length];
        var random = new Random(1);
        for (var at = 0; at < length; at++)
        {
            letters[at] = (char)random.Next('\u4e00', '\u9fff');
        }

        return new string(letters);
    }
}
