using SchemaSdk.Tool.SchemaFolders.Disk;

namespace SchemaSdk.Tool.Tests.SchemaFolders.Disk;

public sealed class FolderGuardTests : IDisposable
{
    private static readonly int Rounds = FullRun.IsOn ? 6000 : 200;

    private readonly TemporaryFolder _folder = new();
    private int _inside;
    private int _entered;
    private int _together;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_processes_are_never_inside_the_guard_at_the_same_time()
    {
        var path = _folder.File("schemas.lock.json.busy");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() => Enter(path), TaskCreationOptions.LongRunning)));

        Assert.Equal(0, _together);
        Assert.True(_entered > 0);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    [Fact]
    public void A_file_that_was_deleted_while_locked_is_distinguished_from_its_successor()
    {
        var path = _folder.File("schemas.lock.json.busy");
        using var old = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Delete);
        Assert.True(FolderGuard.IsAt(path, old));

        File.Delete(path);
        Assert.False(FolderGuard.IsAt(path, old));

        using var other = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Delete);
        Assert.True(FolderGuard.IsAt(path, other));
        Assert.False(FolderGuard.IsAt(path, old));
    }

    private void Enter(string path)
    {
        for (var i = 0; i < Rounds; i++)
        {
            try
            {
                using var guard = FolderGuard.Take(path);
                Interlocked.Increment(ref _entered);
                if (Interlocked.Increment(ref _inside) > 1)
                {
                    Interlocked.Increment(ref _together);
                }

                Thread.SpinWait(500);
                Interlocked.Decrement(ref _inside);
            }
            catch (Exception exception) when (exception is ToolException or UnauthorizedAccessException)
            {
                // Another thread holds the guard or, on Windows, is deleting its file.
                continue;
            }
        }
    }
}
