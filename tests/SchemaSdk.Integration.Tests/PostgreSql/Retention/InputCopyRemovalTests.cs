using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Retention;

public sealed class InputCopyRemovalTests : DatabaseTest
{
    private readonly string _folder = Directory.CreateTempSubdirectory("copies").FullName;

    public override async Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        await base.DisposeAsync();
    }

    [FactWith(Server.PostgreSql)]
    public async Task Copies_are_removed_with_their_job_unless_they_are_more_than_an_hour_newer()
    {
        await using var ledger = Open();
        await using var client = Client(ledger);
        var left = new Dictionary<string, string>();
        foreach (var state in Enum.GetValues<LedgerState>())
        {
            left[$"{state}"] = await KeepAsync(client, $"{state}", DateTime.UtcNow.AddYears(-1));
            await ledger.UpToAsync($"{state}", state);
        }

        // A copy may be a little newer than the entry if the clock of a file server is ahead. A much newer copy is from a later call.
        foreach (var (key, ahead) in ((string, TimeSpan)[])[("ahead", TimeSpan.FromMinutes(30)), ("later", TimeSpan.FromHours(2))])
        {
            left[key] = await KeepAsync(client, key, DateTime.UtcNow.AddDays(-60) + ahead);
            await ledger.UpToAsync(key, LedgerState.Refused);
        }

        await AgeAsync();

        await ledger.ForgetAsync();

        Assert.Null(await ledger.FindAsync("later"));
        Assert.Equal(
            left.Keys.Except([$"{LedgerState.Refused}", $"{LedgerState.Delivered}", "ahead"]).Order(),
            left.Where(copy => File.Exists(copy.Value)).Select(copy => copy.Key).Order());
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_missing_input_folder_is_reported()
    {
        var folder = Path.Combine(_folder, "unmounted");
        await using var ledger = Open(folder);
        await ledger.UpToAsync("k", LedgerState.Refused);
        await AgeAsync();

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.ForgetAsync());

        Assert.Contains("The folder is missing.", error.Message, StringComparison.Ordinal);
        Assert.Contains(folder, error.Message, StringComparison.Ordinal);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Disposal_waits_until_the_copies_of_removed_jobs_are_removed()
    {
        await LeaveOldJobsAsync("k");
        await RunAsync("""
            create function wait() returns trigger language plpgsql as
              'begin perform pg_advisory_xact_lock(15); return old; end';
            create trigger wait before delete on schemasdk.jobs for each row execute function wait();
            """);
        await using var gate = await BeginAsync("select pg_advisory_xact_lock(15)");
        var ledger = Open();
        await ledger.FindAsync("k");
        await Soon.Until(async () =>
            await RunAsync("select exists (select 1 from pg_locks where locktype = 'advisory' and not granted)") is true);
        var end = ledger.DisposeAsync();
        await gate.CommitAsync();
        await end;

        Assert.Empty(Copies());
    }

    [FactWith(Server.PostgreSql)]
    public async Task Copies_of_removed_jobs_are_removed_once_the_database_is_back()
    {
        await LeaveOldJobsAsync("a", "b", "c");
        var (time, isBack) = (new FakeTime(), false);
        await using var source = new UnreliableSource(Database);
        source.Opening = async () =>
        {
            if (!Volatile.Read(ref isBack) && await RunAsync("select count(*) from schemasdk.jobs") is 0L)
            {
                throw new NpgsqlException("The host is gone.", new TimeoutException());
            }
        };
        await using var ledger = new PostgreSqlJobLedger(
            source.Source,
            new() { JobsKeptFor = TimeSpan.FromDays(30), Ledger = new() { InputFolder = _folder, TimeProvider = time } });

        Assert.Null(await ledger.FindAsync(""));   // opens the ledger; no job has an empty key
        await time.NextDelayAsync();
        time.Advance(TimeSpan.FromMinutes(1));
        var (pause, failure, left) = (await time.NextDelayAsync(), ledger.RetentionFailure, Copies().Length);
        Volatile.Write(ref isBack, true);
        time.Advance(TimeSpan.FromMinutes(10));
        await time.NextDelayAsync();

        Assert.Equal((TimeSpan.FromMinutes(10), 3), (pause, left));
        Assert.Contains("could not be reached", failure?.Message, StringComparison.Ordinal);
        Assert.Empty(Copies());
        Assert.Null(ledger.RetentionFailure);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Copies_of_a_removed_job_are_removed_even_if_the_answer_to_its_removal_is_lost()
    {
        await LeaveOldJobsAsync("k");
        var time = new FakeTime();
        await using var wire = new LossyProxy(Database);
        await using var ledger = new PostgreSqlJobLedger(
            wire.Database,
            new() { JobsKeptFor = TimeSpan.FromDays(30), Ledger = new() { InputFolder = _folder, TimeProvider = time } });

        wire.LoseAnswerTo("COMMIT\0");
        Assert.Null(await ledger.FindAsync(""));   // opens the ledger; no job has an empty key
        time.Advance(await time.NextDelayAsync());
        var pause = await time.NextDelayAsync();

        Assert.Equal((TimeSpan.FromMinutes(10), 1), (pause, wire.Lost));
        Assert.Empty(Copies());
    }

    private PostgreSqlJobLedger Open(string? folder = null) => new(
        Database, new() { JobsKeptFor = TimeSpan.FromDays(30), Ledger = new() { InputFolder = folder ?? _folder } });

    private static RunComfyClient Client(JobLedger ledger) => new(new ModelClientOptions { ApiToken = "token", Ledger = ledger });

    private async Task LeaveOldJobsAsync(params string[] keys)
    {
        await using var writer = new PostgreSqlJobLedger(Database, new() { Ledger = new() { InputFolder = _folder } });
        await using var client = Client(writer);
        foreach (var key in keys)
        {
            await KeepAsync(client, key, DateTime.UtcNow.AddYears(-1));
            await writer.UpToAsync(key, LedgerState.Refused);
        }

        await AgeAsync();
    }

    private async Task<string> KeepAsync(RunComfyClient client, string key, DateTime writtenAt)
    {
        var before = Copies();
        await client.Kling.Kling3_0.Standard.ImageToVideo.KeepInputAsync(key, Shop.Filmed);
        var path = Assert.Single(Copies().Except(before));
        File.SetLastWriteTimeUtc(path, writtenAt);
        return path;
    }

    private string[] Copies() => Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);

    private Task AgeAsync() => RunAsync("update schemasdk.jobs set put_at = put_at - interval '60 days'");
}
