using SchemaSdk.Tests.Uploads;
using SchemaSdk.Tests.Uploads.Storing;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>A copy is encrypted in memory, so its size must be limited even if the service stores larger files.</summary>
public sealed class EncryptedCopyLimitTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("copies").FullName;
    private readonly StorageStage _stage = new();

    public EncryptedCopyLimitTests()
    {
        var limits = _stage.Options.Uploads;
        limits.MaxImageBytes = limits.MaxVideoBytes = limits.MaxAudioBytes = 300_000;
        limits.MaxRequestBytes = 400_000;
    }

    public void Dispose()
    {
        _stage.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(true, 400_001)]
    [InlineData(true, 400_000)]
    [InlineData(false, 400_001)]
    public async Task A_file_above_the_limit_of_requests_is_stored_only_without_encryption(bool isEncrypted, int size)
    {
        await using var ledger = Shelf.Open(
            new MemoryStore(), new() { InputFolder = _folder, Cipher = isEncrypted ? new XorCipher(7) : null });
        _stage.Options.Ledger = ledger;
        var submit = _stage.Model.SubmitAsync([ModelFile.FromBytes(Media.Png(size))], Shelf.Keyed);

        if (!isEncrypted || size <= 400_000)
        {
            await Soon.Async(submit);
            Assert.Equal([StorageServer.FileAddress], _stage.Files);
            return;
        }

        var error = await Soon.Throws<ModelInputException>(submit);
        Assert.Equal("maxBytes", Assert.Single(error.Errors).Rule);
        Assert.Contains(
            "more than 400000 bytes, the limit of an encrypted copy (Uploads.MaxRequestBytes)", error.Message, StringComparison.Ordinal);
        Assert.Empty(_stage.Server.Asked);
    }
}
