namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>Tests damaged ledger files: closed files, and files that a killed process left, with or without their -shm file.</summary>
/// <remarks>
/// One kind of damage cannot be detected: a truncated -wal file without its -shm file looks as if the process had been killed a moment
/// earlier.
/// </remarks>
public sealed class DamagedFileTests : FileTest
{
    private const string Other = "opened, with another id or state";
    private const string Again = "opened, and a submitted job counts as never submitted";

    private static readonly int Files = FullRun.IsOn ? 10_000 : 42;   // 42 covers each kind of damage to each kind of file

    private static readonly LedgerState[] States = Enum.GetValues<LedgerState>();

    [Fact]
    public async Task A_damaged_file_is_refused_or_its_unreadable_jobs_are_named()
    {
        var (known, left, closed) = await MadeAsync();
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
            var isHidden = what == "its log, without the index" && way is "cut" or "cut sector";
            Assert.True(end is null || isHidden, $"file {number}: {way} of {what}, {end}");
        });
    }

    // Returns null if no job was changed without an error.
    private static async Task<string?> LookAsync(string path, Dictionary<string, LedgerEntry> known)
    {
        SqliteJobLedger ledger;
        try
        {
            ledger = new SqliteJobLedger(path, new() { RetryTime = TimeSpan.Zero });
        }
        catch (ModelLedgerException exception)
        {
            Assert.Contains(path, exception.Message, StringComparison.Ordinal);
            return null;
        }

        await using (ledger)
        {
            string? end = null;
            foreach (var was in known.Values)
            {
                end = await LookAsync(ledger, was, path) ?? end;
            }

            return end;
        }
    }

    // A call with the key would submit the job if it is missing, Intended or Refused.
    private static async Task<string?> LookAsync(SqliteJobLedger ledger, LedgerEntry was, string path)
    {
        var wasSent = was.State is not (LedgerState.Intended or LedgerState.Refused);
        try
        {
            var found = await ledger.FindAsync(was.Key) ?? await ledger.BeginAsync(Draft.Intent(was.Key));
            return found is null or { State: LedgerState.Intended or LedgerState.Refused } && wasSent ? Again
                : found is null || (found.RequestId == was.RequestId && IsAsLeft(found.State, was.State)) ? null
                : Other;
        }
        catch (ModelLedgerException exception)
        {
            Assert.True(exception.Key == was.Key || exception.Message.Contains(path, StringComparison.Ordinal), exception.Message);
            return null;
        }
    }

    // A job that was being sent when its process ended becomes unknown when the lease of the process has expired.
    private static bool IsAsLeft(LedgerState found, LedgerState was) =>
        found == was || (found, was) == (LedgerState.Unknown, LedgerState.Sending);

    // Makes a ledger whose main file and -wal file both contain entries, as after a kill.
    private async Task<(Dictionary<string, LedgerEntry> Known, LedgerFiles Left, LedgerFiles Closed)> MadeAsync()
    {
        LedgerFiles left;
        Dictionary<string, LedgerEntry> known;
        await using (var ledger = new SqliteJobLedger(Path))
        {
            for (var job = 0; job < 60; job++)
            {
                if (job == 40)
                {
                    Run("pragma wal_checkpoint(restart)");
                }

                await ledger.UpToAsync($"order-{job}", States[job % States.Length]);
            }

            known = (await ledger.ListAsync().AllAsync()).ToDictionary(static entry => entry.Key);

            // This job is not checked, because damage at the end of a -wal file without a -shm file looks like an unfinished write.
            await ledger.UpToAsync("last", LedgerState.Delivered);
            left = LedgerFiles.Of(Path);
        }

        return (known, left, LedgerFiles.Of(Path));
    }

    private sealed class FileDamage(Random random)
    {
        private const int Page = 4096;

        public static IReadOnlyList<string> Ways { get; } = ["flip", "flips", "zeros", "noise", "cut", "cut sector", "moved page"];

        public byte[] Damage(string way, byte[] whole)
        {
            var bytes = whole.ToArray();
            var at = random.Next(bytes.Length);
            var length = Math.Min(random.Next(1, 5_000), bytes.Length - at);
            switch (way)
            {
                case "flip":
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case "flips":
                    for (var flip = 0; flip < 20; flip++)
                    {
                        bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
                    }

                    break;
                case "zeros":
                    bytes.AsSpan(at, length).Clear();
                    break;
                case "noise":
                    random.NextBytes(bytes.AsSpan(at, length));
                    break;
                case "cut":
                    return bytes[..at];
                case "cut sector":
                    return bytes[..(at / 512 * 512)];
                default:
                    var (from, to) = (PageIn(bytes), PageIn(bytes));
                    bytes.AsSpan(from, Page).CopyTo(bytes.AsSpan(to));
                    break;
            }

            return bytes;
        }

        private int PageIn(byte[] bytes) => random.Next(bytes.Length / Page) * Page;
    }
}
