using SchemaSdk.Ledgers.Storage;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Files that would forget jobs altogether, which a later call with the same key would pay for once more.</summary>
public class ForgottenJobsTests
{
    [Fact]
    public async Task A_changed_bit_in_a_write_that_was_durable_forgets_no_job_that_it_began_and_sent()
    {
        var (folder, mark) = (new ForgetfulFolder(), new MemoryStream());
        byte[] content;
        int start;
        await using (var ledger = Shelf.Open(folder, mark))
        {
            await ledger.BeginAsync(Shelf.Intent("earlier"));
            start = folder.ContentOf(Shelf.Name).Length;

            // As a submit with a new key puts them down.
            Assert.NotNull(ledger.TryBegin(Shelf.Intent("job") with { Input = default }, Shelf.Intent("job").Input.Span));
            await ledger.NextAsync(Shelf.Intent("job"), LedgerState.Sending);
            content = folder.ContentOf(Shelf.Name);
        }

        for (var bit = start * 8; bit < content.Length * 8; bit++)
        {
            var changed = (byte[])content.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                await using var after = Shelf.Open(new ForgetfulFolder(Shelf.Name, new ForgetfulDisk(changed)), Copy(mark));
                Assert.Equal(LedgerState.Unknown, (await after.FindAsync("job"))?.State);
            }
            catch (ModelLedgerException exception)
            {
                Assert.Contains("would be", exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_ledger_that_was_cut_to_its_first_bytes_or_to_none_is_refused()
    {
        var (folder, mark) = (new ForgetfulFolder(), new MemoryStream());
        await using (var ledger = Shelf.Open(folder, mark))
        {
            await ledger.BeginAsync(Shelf.Intent("job"));
        }

        var content = folder.ContentOf(Shelf.Name);
        for (var length = 0; length <= LedgerHead.Length; length++)
        {
            var cut = new ForgetfulFolder(Shelf.Name, new ForgetfulDisk(content[..length]));
            var error = Assert.Throws<ModelLedgerException>(() => Shelf.Open(cut, Copy(mark)));
            Assert.Contains($"and had them up to byte {content.Length}", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_ledger_whose_file_was_removed_begins_anew_beside_its_old_lock_file()
    {
        var folder = Directory.CreateTempSubdirectory("ledger").FullName;
        try
        {
            var path = Path.Combine(folder, "jobs.ledger");
            await using (var ledger = new FileJobLedger(path))
            {
                await ledger.BeginAsync(Shelf.Intent("job"));
            }

            File.Delete(path);
            await using var next = new FileJobLedger(path);

            Assert.Empty(await next.AllAsync());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static MemoryStream Copy(MemoryStream mark)
    {
        var copy = new MemoryStream();
        copy.Write(mark.ToArray());
        return copy;
    }
}
