namespace SchemaSdk.Tests.Ledgers;

/// <summary>A ledger whose last line was durable and is damaged, and whose starts end before they have repaired it.</summary>
public class DoubtTests
{
    [Theory]
    [InlineData(LedgerState.Sending, LedgerState.Unknown, 2)]
    [InlineData(LedgerState.Ended, LedgerState.Accepted, 3)]
    public async Task What_is_said_of_a_job_whose_line_is_damaged_is_the_same_however_many_starts_ended_meanwhile(
        LedgerState damaged, LedgerState said, int version)
    {
        var left = await DamagedAsync(damaged);
        var steps = Enumerable.Range(0, await StepsAsync(left)).ToList();
        Assert.InRange(steps.Count, 10, 40);
        foreach (var after in await Task.WhenAll(steps.ConvertAll(step => EndedAsync(left, step))))
        {
            foreach (var folder in after)
            {
                foreach (var again in await Task.WhenAll(steps.ConvertAll(step => EndedAsync(folder, step))))
                {
                    await Task.WhenAll(again.ConvertAll(async last =>
                    {
                        await using var ledger = Shelf.Open(last.Folder.AfterKill(), Stream(last.Mark));
                        var jobs = (await ledger.AllAsync()).Select(job => (job.Key, job.State, job.Version));
                        Assert.Equal([("job", said, version), ("waits", LedgerState.Intended, 1)], jobs);
                        Assert.Equal("{\"prompt\":\"a cat\"}", (await ledger.FindAsync("job"))!.Input.Text());
                    }));
                }
            }
        }
    }

    private static async Task<Left> DamagedAsync(LedgerState state)
    {
        var (disk, mark) = (new ForgetfulDisk(), new MemoryStream());
        await using var ledger = Shelf.Open(new ForgetfulFolder(Shelf.Name, disk), mark);
        await ledger.BeginAsync(Shelf.Intent("job"));
        await ledger.BeginAsync(Shelf.Intent("waits"));
        var line = await ledger.NextAsync(Shelf.Intent("job"), LedgerState.Sending);
        if (state == LedgerState.Ended)
        {
            line = await ledger.NextAsync(line, LedgerState.Accepted, "req-1");
            await ledger.NextAsync(line, LedgerState.Ended);
        }

        var content = disk.AfterPowerLoss();
        content[^10] ^= 1;
        return new(new ForgetfulFolder(Shelf.Name, new ForgetfulDisk(content)), mark.ToArray());
    }

    // Of a start that comes to its end.
    private static async Task<int> StepsAsync(Left left)
    {
        var folder = left.Folder.AfterKill();
        await using var ledger = Shelf.Open(folder, Stream(left.Mark));
        return folder.Steps;
    }

    private static async Task<List<Left>> EndedAsync(Left left, int step)
    {
        var (folder, mark) = (left.Folder.AfterKill(), Stream(left.Mark));
        folder.Left = step;
        try
        {
            await Shelf.Open(folder, mark).DisposeAsync();
        }
        catch (Exception exception) when (exception is ModelLedgerException or InvalidOperationException)
        {
            Assert.Contains("The process has ended.", exception.Message, StringComparison.Ordinal);
        }

        // The mark is not flushed.
        return
        [
            new(folder.AfterKill(), mark.ToArray()),
            new(folder.AfterPowerLoss(0, hasNames: false), mark.ToArray()),
            new(folder.AfterPowerLoss(0, hasNames: false), left.Mark),
            new(folder.AfterPowerLoss(30, hasNames: true), mark.ToArray()),
            new(folder.AfterPowerLoss(30, hasNames: true), left.Mark),
        ];
    }

    private static MemoryStream Stream(byte[] mark)
    {
        var stream = new MemoryStream();
        stream.Write(mark);
        return stream;
    }

    /// <summary>A folder and the mark in its lock file, as a start that ended left them.</summary>
    private sealed record Left(ForgetfulFolder Folder, byte[] Mark);
}
