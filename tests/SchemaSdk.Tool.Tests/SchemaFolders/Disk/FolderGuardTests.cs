using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Disk;

namespace SchemaSdk.Tool.Tests.SchemaFolders.Disk;

public sealed class FolderGuardTests : IDisposable
{
    private static readonly int Rounds = FullRun.IsOn ? 6000 : 200;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("schemasdk-guard-");
    private int _inside;
    private int _entered;
    private int _most;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Two_processes_are_never_inside_the_guard_at_the_same_time()
    {
        var path = Path.Combine(_folder.FullName, "schemas.lock.json.busy");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() => Enter(path), TaskCreationOptions.LongRunning)));

        Assert.Equal(1, _most);
        Assert.InRange(_entered, 1, 8 * Rounds);
        Assert.Empty(_folder.EnumerateFiles());
    }

    [Fact]
    public void A_refused_process_does_not_delete_the_guard_file()
    {
        var path = Path.Combine(_folder.FullName, "schemas.lock.json.busy");
        using (FolderGuard.Take(path))
        {
            Assert.Throws<ToolException>(() => FolderGuard.Take(path));
            Assert.Throws<ToolException>(() => FolderGuard.Take(path));
        }

        Assert.Empty(_folder.EnumerateFiles());
    }

    [Fact]
    public void A_file_that_was_deleted_while_locked_is_distinguished_from_its_successor()
    {
        var path = Path.Combine(_folder.FullName, "schemas.lock.json.busy");
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
                var inside = Interlocked.Increment(ref _inside);
                Interlocked.Increment(ref _entered);
                if (inside > 1)
                {
                    Interlocked.Exchange(ref _most, inside);
                }
                else
                {
                    Interlocked.CompareExchange(ref _most, 1, 0);
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
