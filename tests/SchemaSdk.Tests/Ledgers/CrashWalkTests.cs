namespace SchemaSdk.Tests.Ledgers;

/// <summary>
/// One history of a ledger, ended before each of its writes, flushes and changes of names: by the end of the process, and by a loss of
/// power that leaves more or less of what was not flushed.
/// </summary>
public class CrashWalkTests
{
    private static readonly int[] Unflushed = [0, 1, 27, 28, 300, int.MaxValue];

    [Fact]
    public async Task Whatever_the_crash_each_line_that_was_told_to_be_durable_is_there()
    {
        var steps = (await CrashedAsync(int.MaxValue)).Folder.Steps;
        Assert.InRange(steps, 150, 1_000);
        for (var left = 0; left < steps; left++)
        {
            var crash = await CrashedAsync(left);
            await crash.CheckAsync(crash.Folder.AfterKill(), "killed");
            foreach (var hasNames in (bool[])[false, true])
            {
                foreach (var unflushed in Unflushed)
                {
                    await crash.CheckAsync(crash.Folder.AfterPowerLoss(unflushed, hasNames), $"{unflushed} bytes, {hasNames}");
                }

                await crash.CheckAsync(crash.Folder.AfterPowerLoss(new Random(left), hasNames), $"some sectors, {hasNames}");
            }
        }
    }

    [Fact]
    public async Task A_crash_while_the_rest_of_another_one_is_repaired_loses_nothing_either()
    {
        for (var left = 0; left < 120; left += 7)
        {
            var crash = await CrashedAsync(left);
            for (var again = 0; again < 12; again++)
            {
                var folder = crash.Folder.AfterPowerLoss(30, hasNames: true);
                folder.Left = again;
                await EndsAsync(async () => await Shelf.Open(folder, crash.Mark()).DisposeAsync());
                await crash.CheckAsync(folder.AfterPowerLoss(0, hasNames: false), $"{left}, {again} of the repair");
                await crash.CheckAsync(folder.AfterKill(), $"{left}, {again} of the repair, killed");
            }
        }
    }

    /// <summary>Plays the history until so many steps were made.</summary>
    private static async Task<Crash> CrashedAsync(int left)
    {
        var folder = new ForgetfulFolder { Left = left };
        var crash = new Crash(folder);
        await EndsAsync(async () =>
        {
            await using var ledger = Shelf.Open(folder, crash.Lock);
            await crash.TellAsync(ledger, 0, 7);
            await ledger.CompactAsync();
            await crash.TellAsync(ledger, 7, 10);
            await ledger.CompactAsync();
            await ledger.CompactAsync();
            await crash.TellAsync(ledger, 10, 17);
        });
        await EndsAsync(async () =>
        {
            await using var ledger = Shelf.Open(folder, crash.Mark());
            await crash.TellAsync(ledger, 17, 21);
            await ledger.CompactAsync();
        });
        return crash;
    }

    private static async Task EndsAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (exception is ModelLedgerException or InvalidOperationException)
        {
            Assert.Contains("The process has ended.", exception.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>A folder at its end, and what was told before.</summary>
    private sealed class Crash(ForgetfulFolder folder)
    {
        private readonly Dictionary<string, LedgerEntry> _told = [];
        private readonly Dictionary<string, LedgerEntry> _tried = [];

        public ForgetfulFolder Folder => folder;

        public MemoryStream Lock { get; } = new();

        public MemoryStream Mark()
        {
            var mark = new MemoryStream();
            mark.Write(Lock.ToArray());
            return mark;
        }

        public async Task TellAsync(FileJobLedger ledger, int from, int to)
        {
            for (var i = from; i < to; i++)
            {
                var line = _tried[$"job-{i}"] = Shelf.Intent($"job-{i}");
                await ledger.BeginAsync(line);
                _told[line.Key] = line;
                foreach (var state in LedgerStories.Of(i))
                {
                    line = _tried[line.Key] = LedgerStories.Next(line, state);
                    await ledger.RecordAsync(line);
                    _told[line.Key] = line;
                }
            }
        }

        public async Task CheckAsync(ForgetfulFolder after, string how)
        {
            foreach (var mark in (MemoryStream[])[new(), Mark()])
            {
                var folder = after.AfterKill();
                await using (var ledger = Shelf.Open(folder, mark))
                {
                    foreach (var told in _told.Values)
                    {
                        AssertKept(told, await ledger.FindAsync(told.Key), how);
                    }

                    await ledger.BeginAsync(Shelf.Intent("after"));
                }

                await using var again = Shelf.Open(folder.AfterPowerLoss(0, hasNames: false));
                Assert.NotNull(await again.FindAsync("after"));
            }
        }

        private void AssertKept(LedgerEntry told, LedgerEntry? found, string how)
        {
            var why = $"{told.Key} was {told.State} and is {found?.State}: {how}";
            Assert.True(found?.Version >= told.Version, why);
            var tried = _tried[told.Key];
            var isAsTold = found.State == told.State || (found.State == tried.State && found.Version == tried.Version);
            Assert.True(isAsTold || found.State == LedgerState.Unknown, why);
            Assert.Equal("{\"prompt\":\"a cat\"}", found.Input.Text());
            if (told.State is LedgerState.Ended or LedgerState.Delivered)
            {
                Assert.Equal($"{{\"result\":\"{told.Key}\"}}", found.Result.Text());
            }

            if (told.State is LedgerState.Accepted)
            {
                Assert.True(found.State != LedgerState.Unknown && found.RequestId == told.RequestId, why);
            }
        }
    }
}
