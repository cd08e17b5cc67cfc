extern alias WorkerSample;
using WorkerSample::Worker;

namespace SchemaSdk.Integration.Tests.Hosts.Worker;

/// <summary>The worker of samples/Worker must print where its ledger is, but no secret.</summary>
public class JobsLedgerTests
{
    [Theory]
    [InlineData("Host=db;Password=secret")]
    [InlineData("Server=db;Database=jobs;Password=secret")]
    [InlineData("Host =db; pwd = secret")]
    [InlineData("Database=jobs;User Id=me;Password=secret;Server=db")]
    [InlineData("postgres://me:secret@db/jobs")]
    [InlineData("jdbc:postgresql://me:secret@db/jobs")]
    [InlineData("\"postgresql+psycopg2://me:secret@db/jobs\"")]
    [InlineData("dbname=jobs user=me password=secret")]
    public void A_connection_string_is_never_printed(string place) => Assert.Equal("a PostgreSQL database", JobsLedger.NameOf(place));

    [Theory]
    [InlineData("postgres-jobs.db")]
    [InlineData("data/jobs.db")]
    [InlineData("my-Host=db.ledger")]
    [InlineData("C://data/jobs.db")]
    public void Any_other_text_is_a_path(string place) =>
        Assert.Equal(Path.GetFullPath(place), JobsLedger.NameOf(place));
}
