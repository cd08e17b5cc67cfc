using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>Tests the queries of docs/reference/ledger-sql.md.</summary>
public sealed partial class QueryPageTests : FileTest
{
    private static readonly Page Source = Page.Read("docs/reference/ledger-sql.md");

    public static TheoryData<string> Queries => [.. Source.Blocks.Where(block => block.Language == "sql").Select(block => block.Code)];

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Each_query_of_the_page_finds_jobs(string query)
    {
        await using var ledger = new SqliteJobLedger(Path);
        await RecordJobsAsync(ledger);

        Assert.NotNull(Run($"pragma query_only = on; {query}"));
    }

    [Fact]
    public void The_page_has_five_queries() => Assert.Equal(5, Queries.Count);

    [Fact]
    public async Task After_a_restore_the_statement_of_the_page_keeps_waiting_jobs_from_being_sent()
    {
        var backup = Path + ".copy";
        await using (var ledger = new SqliteJobLedger(Path))
        {
            await ledger.BeginAsync(Draft.Queued("order-1"));
            await ledger.BackupAsync(backup);
        }

        await using (var connection = new SqliteConnection($"Data Source={backup};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = Statement().Match(Source.Text).Groups["statement"].Value;
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        await using var restored = new SqliteJobLedger(backup);
        Assert.Empty(await restored.ClaimAsync(LedgerWork.Submit, 1));
        Assert.Equal(LedgerState.Refused, (await restored.SettleAsync("order-1", requestId: null, "Ann")).State);
    }

    // Records jobs such that each query of the page finds at least one.
    internal static async Task RecordJobsAsync(JobLedger ledger)
    {
        await ledger.UpToAsync("a", LedgerState.Sending, price: 0.5m);
        await ledger.UpToAsync("b", LedgerState.Unknown);
        await ledger.UpToAsync("c", LedgerState.Refused);
        var sent = (await ledger.FindAsync("a"))!;
        var accepted = sent.Next(LedgerState.Accepted, "req-a");
        await ledger.RecordAsync(accepted with { Attempt = new() { Number = 1, SentAt = DateTimeOffset.UtcNow } });
    }

    [GeneratedRegex("`(?<statement>update jobs [^`]+)`")]
    private static partial Regex Statement();
}
