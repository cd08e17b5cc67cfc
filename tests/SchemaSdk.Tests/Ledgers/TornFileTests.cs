namespace SchemaSdk.Tests.Ledgers;

/// <summary>A ledger with a torn end, on a disk on which that cannot be repaired.</summary>
public class TornFileTests
{
    [Theory]
    [InlineData("write", 0)]
    [InlineData("flush", 0)]
    [InlineData("cut", 1)]
    public async Task Starts_that_fail_keep_the_torn_end_once_at_most(string step, int kept)
    {
        var content = await TornAsync();
        var folder = new ForgetfulFolder(Shelf.Name, new ForgetfulDisk(content)).AfterKill();
        folder.Fails = what => what == step ? new IOException("No space left on device.") : null;

        for (var start = 0; start < 3; start++)
        {
            Assert.Throws<ModelLedgerException>(() => Shelf.Open(folder));
        }

        Assert.Equal(1 + kept, folder.Names.Count);
        folder.Fails = null;
        await using var ledger = Shelf.Open(folder);
        Assert.Equal($"{Shelf.Name}.torn-1", ledger.TornFile);
        Assert.Equal(content, (byte[])[.. folder.ContentOf(Shelf.Name), .. folder.ContentOf(ledger.TornFile!)]);
        Assert.Equal(2, folder.Names.Count);
    }

    [Fact]
    public async Task Another_torn_end_gets_a_file_of_its_own()
    {
        var content = await TornAsync();
        var folder = new ForgetfulFolder(Shelf.Name, new ForgetfulDisk(content)).AfterKill();
        folder.Put($"{Shelf.Name}.torn-1", new ForgetfulDisk([1, 2, 3]));

        await using var ledger = Shelf.Open(folder);

        Assert.Equal($"{Shelf.Name}.torn-2", ledger.TornFile);
        Assert.Equal((byte[])[1, 2, 3], folder.ContentOf($"{Shelf.Name}.torn-1"));
    }

    private static async Task<byte[]> TornAsync()
    {
        var disk = new ForgetfulDisk();
        await using var ledger = Shelf.Open(disk);
        await ledger.BeginAsync(Shelf.Intent("a"));
        await ledger.BeginAsync(Shelf.Intent("b"));
        return disk.AfterPowerLoss()[..^30];
    }
}
