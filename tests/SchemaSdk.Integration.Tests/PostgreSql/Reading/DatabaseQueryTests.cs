using SchemaSdk.Integration.Tests.Sqlite;

namespace SchemaSdk.Integration.Tests.PostgreSql.Reading;

/// <summary>Tests the queries of docs/reference/ledger-sql.md in PostgreSQL.</summary>
public sealed class DatabaseQueryTests : DatabaseTest
{
    [FactWith(Server.PostgreSql)]
    public async Task Each_query_of_the_page_finds_jobs_in_a_database()
    {
        await using var ledger = new PostgreSqlJobLedger(Database);
        await QueryPageTests.RecordJobsAsync(ledger);

        foreach (var query in QueryPageTests.Queries.Select(static (object[] row) => (string)row[0]))
        {
            Assert.NotNull(await RunAsync($"set search_path to \"schemasdk\"; {query}"));
        }
    }
}
