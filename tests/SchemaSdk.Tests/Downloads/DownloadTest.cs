namespace SchemaSdk.Tests.Downloads;

/// <summary>A client that downloads into a folder. The folder does not exist before the first download.</summary>
public abstract class DownloadTest : IDisposable
{
    private protected DownloadTest(bool skipsDelays = true) => Stage = new(skipsDelays);

    private protected Stage Stage { get; }

    private protected string Folder { get; } = Path.Combine(Path.GetTempPath(), $"schemasdk-{Guid.NewGuid():N}");

    public void Dispose()
    {
        Stage.Dispose();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        GC.SuppressFinalize(this);
    }

    private protected Task<string> SaveAsync() => Soon.Async(Stage.Client.DownloadAsync(FileServer.Address, Folder));

    private protected async Task<byte[]> DownloadAsync() => await File.ReadAllBytesAsync(await SaveAsync());

    /// <summary>Asserts that the download fails, leaves no file, and does not reveal the signature of the address.</summary>
    private protected async Task<ModelDownloadException> FailsAsync()
    {
        var error = await Soon.Throws<ModelDownloadException>(Stage.Client.DownloadAsync(FileServer.Address, Folder));
        Assert.Contains("https://files.runcomfy.net/out/a.png", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        Assert.True(!Directory.Exists(Folder) || Directory.GetFiles(Folder).Length == 0);
        return error;
    }
}
