using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Disk;

namespace SchemaSdk.Tool.Tests.SchemaFolders.Disk;

/// <summary>Processes that want to change one folder at the same moment.</summary>
public sealed class FolderGuardTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("schemasdk-guard-");
    private int _inside;
    private int _taken;
    private int _most;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Never_are_two_inside_whoever_comes_while_another_goes()
    {
        var path = Path.Combine(_folder.FullName, "schemas.lock.json.busy");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() => Enter(path), TaskCreationOptions.LongRunning)));

        Assert.Equal(1, _most);
        Assert.InRange(_taken, 1, 8 * 6000);
        Assert.Empty(_folder.EnumerateFiles());
    }

    [Fact]
    public void Who_is_refused_leaves_the_file_to_the_one_inside()
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
    public void A_file_that_was_deleted_while_it_was_locked_is_told_from_the_one_that_came_after()
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
        for (var i = 0; i < 6000; i++)
        {
            try
            {
                using var guard = FolderGuard.Take(path);
                var inside = Interlocked.Increment(ref _inside);
                Interlocked.Increment(ref _taken);
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
                // Another is inside, or, on Windows, its file is about to go.
                continue;
            }
        }
    }
}
