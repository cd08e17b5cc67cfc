using Npgsql;
using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Standard;

namespace SchemaSdk.Integration.Tests.PostgreSql.Retention;

/// <summary>Copies of files of inputs, once the database forgets their jobs.</summary>
public sealed class ForgottenCopiesTests : IAsyncLifetime
{
    private static readonly byte[] Png = [0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[500]];

    private readonly string _folder = Directory.CreateTempSubdirectory("copies").FullName;
    private string _database = "";

    public async Task InitializeAsync() => _database = await SharedCluster.DatabaseAsync();

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [FactWith(Server.PostgreSql)]
    public async Task Copies_go_with_their_job_and_those_of_a_job_that_is_kept_or_of_a_later_call_stay()
    {
        await using var ledger = Open();
        await using var client = new RunComfyClient(new ModelClientOptions { ApiToken = "token", Ledger = ledger });
        var left = new Dictionary<string, string>();
        foreach (var state in Enum.GetValues<LedgerState>())
        {
            left[$"{state}"] = await KeepAsync(client, $"{state}", DateTime.UtcNow.AddYears(-1));
            await ledger.UpToAsync($"{state}", state);
        }

        left["later"] = await KeepAsync(client, "later", DateTime.UtcNow);
        await ledger.UpToAsync("later", LedgerState.Refused);
        await AgeAsync();

        await ledger.ForgetAsync();

        Assert.Null(await ledger.FindAsync("later"));
        Assert.Equal(
            left.Keys.Except([$"{LedgerState.Refused}", $"{LedgerState.Delivered}"]).Order(),
            left.Where(copy => File.Exists(copy.Value)).Select(copy => copy.Key).Order());
    }

    [FactWith(Server.PostgreSql)]
    public async Task Copies_of_a_file_server_whose_clock_is_ahead_by_less_than_an_hour_go_with_their_job()
    {
        await using var ledger = Open();
        await using var client = new RunComfyClient(new ModelClientOptions { ApiToken = "token", Ledger = ledger });
        var ahead = await KeepAsync(client, "ahead", DateTime.UtcNow.AddDays(-60).AddMinutes(30));
        var later = await KeepAsync(client, "later", DateTime.UtcNow.AddDays(-60).AddHours(2));
        await ledger.UpToAsync("ahead", LedgerState.Refused);
        await ledger.UpToAsync("later", LedgerState.Refused);
        await AgeAsync();

        await ledger.ForgetAsync();

        Assert.Equal((false, true), (File.Exists(ahead), File.Exists(later)));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_folder_that_is_missing_as_a_whole_is_told()
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
    public async Task Copies_of_jobs_that_are_being_forgotten_go_before_the_ledger_ends()
    {
        await using var writer = Open();
        await using var client = new RunComfyClient(new ModelClientOptions { ApiToken = "token", Ledger = writer });
        await KeepAsync(client, "k", DateTime.UtcNow.AddYears(-1));
        await writer.UpToAsync("k", LedgerState.Refused);
        await AgeAsync();
        await using var source = NpgsqlDataSource.Create(_database);
        await RunAsync(source, """
            create function wait() returns trigger language plpgsql as
              'begin perform pg_advisory_xact_lock(15); return old; end';
            create trigger wait before delete on schemasdk.jobs for each row execute function wait();
            """);
        await using var gate = await source.OpenConnectionAsync();
        await using var hold = new NpgsqlCommand("select pg_advisory_lock(15)", gate);
        await hold.ExecuteNonQueryAsync();
        var ledger = Open();
        await ledger.FindAsync("k");
        Assert.True(await Until.TrueAsync(async () =>
            await RunAsync(source, "select exists (select 1 from pg_locks where locktype = 'advisory' and not granted)") is true));
        var end = ledger.DisposeAsync();
        hold.CommandText = "select pg_advisory_unlock(15)";
        await hold.ExecuteNonQueryAsync();
        await end;

        Assert.Empty(Copies());
    }

    [FactWith(Server.PostgreSql)]
    public async Task Copies_of_forgotten_jobs_go_once_a_database_that_went_away_is_back_and_until_then_it_is_waited_for_once()
    {
        await using (var writer = new PostgreSqlJobLedger(_database, new() { Ledger = new() { InputFolder = _folder } }))
        await using (var client = new RunComfyClient(new ModelClientOptions { ApiToken = "token", Ledger = writer }))
        {
            foreach (var key in (string[])["a", "b", "c"])
            {
                await KeepAsync(client, key, DateTime.UtcNow.AddYears(-1));
                await writer.UpToAsync(key, LedgerState.Refused);
            }
        }

        await AgeAsync();
        var (time, isBack) = (new FakeTime(), false);
        await using var database = NpgsqlDataSource.Create(_database);
        await using var source = new MoodySource(_database);
        source.Opening = async () =>
        {
            if (!Volatile.Read(ref isBack) && await RunAsync(database, "select count(*) from schemasdk.jobs") is 0L)
            {
                throw new NpgsqlException("The host is gone.", new TimeoutException());
            }
        };
        await using var ledger = new PostgreSqlJobLedger(
            source.Source,
            new() { JobsKeptFor = TimeSpan.FromDays(30), Ledger = new() { InputFolder = _folder, TimeProvider = time } });

        Assert.Null(await ledger.FindAsync(""));   // no key: it only begins
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

    private PostgreSqlJobLedger Open(string? folder = null) => new(
        _database, new() { JobsKeptFor = TimeSpan.FromDays(30), Ledger = new() { InputFolder = folder ?? _folder } });

    private static async Task<object?> RunAsync(NpgsqlDataSource source, string statement)
    {
        await using var command = source.CreateCommand(statement);
        return await command.ExecuteScalarAsync();
    }

    // The path of the copy.
    private async Task<string> KeepAsync(RunComfyClient client, string key, DateTime writtenAt)
    {
        var before = Copies();
        await client.Kling.Kling3_0.Standard.ImageToVideo.KeepInputAsync(
            key, new ImageToVideoInput { Prompt = "It falls.", StartImageUrl = ModelFile.FromBytes(Png) });
        var path = Assert.Single(Copies().Except(before));
        File.SetLastWriteTimeUtc(path, writtenAt);
        return path;
    }

    private string[] Copies() => Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);

    /// <summary>Lets two months pass for the database.</summary>
    private async Task AgeAsync()
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await RunAsync(source, "update schemasdk.jobs set put_at = put_at - interval '60 days'");
    }
}
