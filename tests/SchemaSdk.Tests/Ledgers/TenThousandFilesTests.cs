using SchemaSdk.Ledgers.Storage;
using Xunit.Abstractions;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>
/// Ten thousand damaged files. Each is opened with every line before the damage, or refused; and no job of which a line said that it was
/// sent is then one that would be submitted again.
/// </summary>
/// <remarks>
/// A file that ends in the line in which it is damaged, or whose last sectors are empty, is what a write that was cut off would leave: only
/// the mark in its lock file, which knows how long it was, can tell. Without it, such files are held to the first half of the sentence.
/// </remarks>
public class TenThousandFilesTests(ITestOutputHelper output)
{
    private const int Files = 10_000;

    [Fact]
    public async Task A_damaged_file_is_opened_up_to_its_damage_or_refused_and_forgets_no_submit_in_silence()
    {
        var (plain, compacted, other) = (await MadeAsync("a", false), await MadeAsync("b", true), await MadeAsync("c", false));
        var outcomes = new int[3];
        await Parallel.ForAsync(0, Files, async (number, _) =>
        {
            var random = new Random(number);
            var whole = number % 3 == 0 ? compacted : plain;
            var way = LedgerVandal.Ways[number % LedgerVandal.Ways.Length];
            var damaged = new LedgerVandal(random).Damage(way, whole.Content, other.Content);
            var hasMark = random.Next(2) == 0;
            var what = $"file {number}: {way}, {(hasMark ? "with" : "without")} a mark";
            var outcome = await CheckAsync(whole, other, damaged, hasMark, way, what);
            Interlocked.Increment(ref outcomes[outcome]);
        });

        output.WriteLine($"{outcomes[0]} refused, {outcomes[1]} opened, {outcomes[2]} were as before");
        Assert.True(outcomes is [> 3_000, > 500, < 500], string.Join(", ", outcomes));
    }

    private static async Task<int> CheckAsync(Whole whole, Whole other, byte[] damaged, bool hasMark, string way, string what)
    {
        var mark = new MemoryStream();
        mark.Write(hasMark ? whole.Mark : []);
        FileJobLedger ledger;
        try
        {
            ledger = Shelf.Open(new ForgetfulFolder(Shelf.Name, new ForgetfulDisk(damaged)), mark);
        }
        catch (ModelLedgerException exception)
        {
            Assert.Contains(Shelf.Name, exception.Message, StringComparison.Ordinal);
            return 0;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{what} ended with another exception.", exception);
        }

        await using (ledger)
        {
            if (damaged.AsSpan().CommonPrefixLength(other.Content) >= LedgerHead.Length)
            {
                return 1;   // it is the other ledger now, and tells of that one's jobs
            }

            var found = (await ledger.WholeAsync()).ToDictionary(entry => entry.Key);
            foreach (var entry in found.Values)
            {
                Assert.True(whole.Said(entry), $"{what}: {entry} was never said.");
            }

            foreach (var (key, version) in whole.Before(damaged))
            {
                Assert.True(found.TryGetValue(key, out var entry) && entry.Version >= version, $"{what}: {key} had line {version}.");
            }

            if (hasMark || !(LedgerVandal.LooksTorn(way) || whole.EndsInItsFirstDamage(damaged)))
            {
                foreach (var key in whole.Sent)
                {
                    Assert.True(
                        found.TryGetValue(key, out var entry) && entry.State is not (LedgerState.Intended or LedgerState.Refused),
                        $"{what}: {key} was sent, and is {entry?.State}.");
                }
            }
        }

        return damaged.AsSpan().SequenceEqual(whole.Content) ? 2 : 1;
    }

    private static async Task<Whole> MadeAsync(string name, bool isCompacted)
    {
        var folder = new ForgetfulFolder();
        var mark = new MemoryStream();
        var whole = new Whole();
        await using (var ledger = Shelf.Open(folder, mark))
        {
            for (var i = 0; i < 14; i++)
            {
                await TellAsync($"{name}-{i}", LedgerStories.Of(i));
                if (isCompacted && i == 9)
                {
                    await ledger.CompactAsync();
                    whole.Compacted(folder.ContentOf(Shelf.Name), await ledger.AllAsync());
                }
            }

            // Some writes of many lines, as they come where many jobs begin at once.
            await Task.WhenAll(Enumerable.Range(0, 8).Select(i => TellAsync($"{name}-many-{i}", LedgerStories.Of(i % 3))));

            async Task TellAsync(string key, LedgerState[] states)
            {
                var line = Shelf.Intent(key);
                await ledger.BeginAsync(line);
                whole.Add(line, folder.ContentOf(Shelf.Name).Length);
                foreach (var state in states)
                {
                    line = LedgerStories.Next(line, state);
                    await ledger.RecordAsync(line);
                    whole.Add(line, folder.ContentOf(Shelf.Name).Length);
                }
            }
        }

        (whole.Content, whole.Mark) = (folder.ContentOf(Shelf.Name), mark.ToArray());
        return whole;
    }

    /// <summary>A file without damage, and all that it says.</summary>
    private sealed class Whole
    {
        private readonly Dictionary<string, List<LedgerEntry>> _lines = [];
        private List<(string Key, int Version, int End)> _ends = [];

        public byte[] Content { get; set; } = [];

        public byte[] Mark { get; set; } = [];

        /// <summary>The jobs whose last line says that they were sent.</summary>
        public IEnumerable<string> Sent => _lines.Values.Select(lines => lines[^1])
            .Where(line => line.State is not (LedgerState.Intended or LedgerState.Refused)).Select(line => line.Key);

        /// <param name="line">A line.</param>
        /// <param name="end">A place that it is before.</param>
        public void Add(LedgerEntry line, int end)
        {
            lock (_lines)
            {
                (_lines.TryGetValue(line.Key, out var lines) ? lines : _lines[line.Key] = []).Add(line);
                _ends.Add((line.Key, line.Version, end));
            }
        }

        public void Compacted(byte[] content, List<LedgerEntry> entries) =>
            _ends = entries.ConvertAll(entry => (entry.Key, entry.Version, content.Length));

        /// <summary>Returns true if a line said so, or if the job is of unknown outcome after such a line.</summary>
        public bool Said(LedgerEntry entry) => _lines.TryGetValue(entry.Key, out var lines) && lines.Exists(line =>
            (line.Version == entry.Version && line.State == entry.State && line.RequestId == entry.RequestId)
            || (line.Version + 1 == entry.Version && entry.State == LedgerState.Unknown));

        /// <summary>Returns true if a file ends in the line in which it is damaged, as a write does that was cut off.</summary>
        public bool EndsInItsFirstDamage(byte[] damaged)
        {
            var seed = LedgerHead.Read(Content.AsSpan(0, LedgerHead.Length))!.Value.Seed;
            var (same, end) = (Content.AsSpan().CommonPrefixLength(damaged), LedgerHead.Length);
            while (end <= same && end < Content.Length)
            {
                end += (int)LedgerFrame.PrefixOf(Content.AsSpan(end), seed)!.Value.Length;
            }

            return damaged.Length < end;
        }

        /// <summary>The lines that are before the first byte that is another one.</summary>
        public IEnumerable<(string Key, int Version)> Before(byte[] damaged)
        {
            var same = Content.AsSpan().CommonPrefixLength(damaged);
            return _ends.Where(line => line.End <= same).Select(line => (line.Key, line.Version));
        }
    }
}
