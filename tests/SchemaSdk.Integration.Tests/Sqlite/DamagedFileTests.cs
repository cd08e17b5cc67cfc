using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>Tests damaged ledger files: closed files, and files that a killed process left, with or without their -shm file.</summary>
/// <remarks>
/// One kind of damage cannot be detected: a truncated -wal file without its -shm file looks as if the process had been killed a moment
/// earlier.
/// </remarks>
public sealed class DamagedFileTests(ITestOutputHelper output) : FileTest
{
    private const string AsBefore = "opened";
    private const string Unread = "opened, and the unreadable jobs are named";
    private const string Refused = "refused";
    private const string Other = "opened, with another id or state";
    private const string Again = "opened, and a submitted job counts as never submitted";

    private static readonly int Files = FullRun.IsOn ? 10_000 : 42;   // 42 covers each kind of damage to each kind of file

    private static readonly LedgerState[] States =
    [
        LedgerState.Intended, LedgerState.Sending, LedgerState.Accepted, LedgerState.Refused, LedgerState.Unknown, LedgerState.Ended,
        LedgerState.Delivered,
    ];

    [Fact]
    public async Task A_damaged_file_is_refused_or_its_unreadable_jobs_are_named()
    {
        var (known, left, closed) = await MadeAsync();
        var counts = new ConcurrentDictionary<(string What, string End), int>();
        await Parallel.ForAsync(0, Files, async (number, _) =>
        {
            var (vandal, way) = (new FileDamage(new Random(number)), FileDamage.Ways[number % FileDamage.Ways.Count]);
            var (what, files) = (number / FileDamage.Ways.Count % 6) switch
            {
                0 or 1 => ("a closed file", closed with { Main = vandal.Damage(way, closed.Main) }),
                2 => ("a file that was left", left with { Main = vandal.Damage(way, left.Main) }),
                3 or 4 => ("its log", left with { Log = vandal.Damage(way, left.Log) }),
                _ => ("its log, without the index", left with { Log = vandal.Damage(way, left.Log), Index = [] }),
            };
            var path = Folder.File($"{number}.db");
            files.Write(path);
            var end = await LookAsync(path, known);
            counts.AddOrUpdate((what, end), 1, static (_, count) => count + 1);
            var isHidden = what == "its log, without the index" && way is "cut" or "cut sector";
            Assert.False(end is Other or Again && !isHidden, $"file {number}: {way} of {what}, {end}");
        });

        foreach (var ((what, end), count) in counts.OrderBy(static pair => pair.Key))
        {
            output.WriteLine($"{count,6} {what}: {end}");
        }
    }

    private static async Task<string> LookAsync(string path, Dictionary<string, LedgerEntry> known)
    {
        SqliteJobLedger ledger;
        try
        {
            ledger = new SqliteJobLedger(path, new() { RetryTime = TimeSpan.Zero });
        }
        catch (ModelLedgerException exception)
        {
            Assert.Contains(path, exception.Message, StringComparison.Ordinal);
            return Refused;
        }

        await using (ledger)
        {
            var ends = new HashSet<string>();
            foreach (var was in known.Values)
            {
                ends.Add(await LookAsync(ledger, was, path));
            }

            return ends.Contains(Again) ? Again : ends.Contains(Other) ? Other : ends.Contains(Unread) ? Unread : AsBefore;
        }
    }

    // Does the same lookup as a call with the key of the job. If the job is missing, Intended or Refused, the call would submit it.
    private static async Task<string> LookAsync(SqliteJobLedger ledger, LedgerEntry was, string path)
    {
        var wasSent = was.State is not (LedgerState.Intended or LedgerState.Refused);
        try
        {
            var found = await ledger.FindAsync(was.Key) ?? await ledger.BeginAsync(Draft.Intent(was.Key));
            return found is null or { State: LedgerState.Intended or LedgerState.Refused } && wasSent ? Again
                : found is null || (found.RequestId == was.RequestId && IsAsLeft(found.State, was.State)) ? AsBefore
                : Other;
        }
        catch (ModelLedgerException exception)
        {
            Assert.True(exception.Key == was.Key || exception.Message.Contains(path, StringComparison.Ordinal), exception.Message);
            return Unread;
        }
    }

    // A job that was being sent when its process ended is unknown once the lease of the process has ended.
    private static bool IsAsLeft(LedgerState found, LedgerState was) =>
        found == was || (found, was) == (LedgerState.Unknown, LedgerState.Sending);

    // Makes a ledger whose main file and -wal file both contain entries, as after a kill.
    private async Task<(Dictionary<string, LedgerEntry> Known, LedgerFiles Left, LedgerFiles Closed)> MadeAsync()
    {
        var path = Folder.File("whole.db");
        LedgerFiles left;
        Dictionary<string, LedgerEntry> known;
        await using (var ledger = new SqliteJobLedger(path))
        {
            for (var job = 0; job < 60; job++)
            {
                if (job == 40)
                {
                    Checkpoint(path);
                }

                await ledger.UpToAsync($"order-{job}", States[job % States.Length]);
            }

            known = (await ledger.ListAsync().AllAsync()).ToDictionary(static entry => entry.Key);

            // The last job is not checked: without a -shm file, damage to the last entries of the -wal file looks like an unfinished write.
            await ledger.UpToAsync("last", LedgerState.Delivered);
            left = LedgerFiles.Of(path);
        }

        return (known, left, LedgerFiles.Of(path));
    }

    private static void Checkpoint(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "pragma wal_checkpoint(restart)";
        command.ExecuteNonQuery();
    }
}
