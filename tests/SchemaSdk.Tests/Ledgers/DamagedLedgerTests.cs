using System.Text;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Files that a loss of power, a bad disk or a mistake has changed: nothing is lost in silence.</summary>
public class DamagedLedgerTests
{
    private const int Jobs = 8;

    [Fact]
    public async Task Wherever_a_file_is_cut_off_its_whole_lines_are_there()
    {
        var content = await WrittenAsync();
        var before = 0;
        for (var length = 0; length <= content.Length; length++)
        {
            await using var ledger = Shelf.Open(content[..length]);
            var keys = (await ledger.AllAsync()).Select(entry => entry.Key).ToList();

            Assert.Equal(Enumerable.Range(0, keys.Count).Select(Key), keys);
            Assert.InRange(keys.Count, before, before + 1);
            before = keys.Count;
        }

        Assert.Equal(Jobs, before);
    }

    [Fact]
    public async Task A_changed_bit_is_refused_or_costs_the_last_line_alone()
    {
        var content = await WrittenAsync();
        var (refused, cut) = (0, 0);
        for (var bit = 0; bit < content.Length * 8; bit += 7)
        {
            var changed = (byte[])content.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                await using var ledger = Shelf.Open(changed);
                Assert.Equal(Jobs - 1, (await ledger.AllAsync()).Count);
                cut++;
            }
            catch (ModelLedgerException exception)
            {
                Assert.Contains("jobs.ledger", exception.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.True(refused > cut && cut > 0, $"{refused} refused, {cut} cut");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("SQLite format 3\0")]
    [InlineData("SchemaSdk jobs 2\n")]
    public void A_file_of_something_else_is_refused(string text)
    {
        var content = Encoding.UTF8.GetBytes(text);

        var error = Assert.Throws<ModelLedgerException>(() => Shelf.Open(content));

        Assert.Contains("is not a ledger of this version", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Random_bytes_after_the_whole_lines_are_moved_to_a_file_beside()
    {
        var folder = Directory.CreateTempSubdirectory("ledger").FullName;
        try
        {
            var path = Path.Combine(folder, "jobs.ledger");
            var random = new Random(7);
            var torn = new byte[5_000];
            random.NextBytes(torn);
            File.WriteAllBytes(path, [.. await WrittenAsync(), .. torn]);

            await using (var ledger = new FileJobLedger(path))
            {
                Assert.Equal(path + ".torn-1", ledger.TornFile);
                Assert.Equal(Jobs, (await ledger.AllAsync()).Count);
            }

            Assert.Equal(torn, File.ReadAllBytes(path + ".torn-1"));
            Assert.Equal(await WrittenAsync(), File.ReadAllBytes(path));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_was_told_to_be_durable_is_there_after_a_loss_of_power()
    {
        var disk = new ForgetfulDisk();
        await using var ledger = Shelf.Open(disk);
        for (var i = 0; i < Jobs; i++)
        {
            await ledger.BeginAsync(Shelf.Intent(Key(i)));

            foreach (var unflushed in (int[])[0, 1, 30, 200])
            {
                await using var after = Shelf.Open(disk.AfterPowerLoss(unflushed));
                Assert.Equal(i + 1, (await after.AllAsync()).Count);
            }
        }
    }

    private static string Key(int i) => $"job-{i}";

    private static async Task<byte[]> WrittenAsync()
    {
        var disk = new ForgetfulDisk();
        await using var ledger = Shelf.Open(disk);
        for (var i = 0; i < Jobs; i++)
        {
            await ledger.BeginAsync(Shelf.Intent(Key(i)));
        }

        return disk.AfterPowerLoss();
    }
}
