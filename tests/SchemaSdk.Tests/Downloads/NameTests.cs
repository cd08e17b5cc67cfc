using SchemaSdk.Files.Downloads;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Downloads;

/// <summary>A download gets its name when it is whole.</summary>
public sealed class NameTests : IDisposable
{
    private readonly Stage _stage = new();
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"schemasdk-{Guid.NewGuid():N}")).FullName;

    public void Dispose()
    {
        _stage.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Downloads_that_finish_at_once_never_end_in_one_name()
    {
        const int Count = 64;
        for (var round = 0; round < 10; round++)
        {
            var folder = Path.Combine(_folder, $"{round}");
            Directory.CreateDirectory(folder);
            using var start = new Barrier(Count);

            // Threads of their own, so that all reach the last step together.
            var paths = await Task.WhenAll(Enumerable.Range(0, Count).Select(number => Task.Factory.StartNew(
                () =>
                {
                    using var part = new PartialFile(folder, PartialFile.Create);
                    part.Content.WriteByte((byte)number);
                    start.SignalAndWait();
                    return part.FinishAsync("a.png").GetAwaiter().GetResult();
                },
                TaskCreationOptions.LongRunning)));

            Assert.Equal(Count, paths.Distinct().Count());
            Assert.Equal(
                Enumerable.Range(0, Count), Directory.GetFiles(folder).Select(path => (int)Assert.Single(File.ReadAllBytes(path))).Order());
        }
    }

    [FactOnLinux]
    public async Task A_link_that_leads_nowhere_has_a_name_that_is_taken()
    {
        File.CreateSymbolicLink(Path.Combine(_folder, "a.png"), Path.Combine(_folder, "elsewhere.png"));
        _stage.Script.File.Does(new FileServer([1, 2, 3]).Sends());

        var path = await Soon.Async(_stage.Client.DownloadAsync(FileServer.Address, _folder));

        Assert.Equal(Path.Combine(_folder, "a-2.png"), path);
        Assert.False(File.Exists(Path.Combine(_folder, "elsewhere.png")));
    }

    [Fact]
    public async Task A_folder_has_a_name_that_is_taken()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "a.png"));
        _stage.Script.File.Does(new FileServer([1, 2, 3]).Sends());

        Assert.Equal(Path.Combine(_folder, "a-2.png"), await Soon.Async(_stage.Client.DownloadAsync(FileServer.Address, _folder)));
    }

    [Fact]
    public async Task A_file_is_on_the_disk_before_it_has_its_name()
    {
        _stage.Script.File.Does(new FileServer([1, 2, 3]).Sends());
        var flushed = new List<int>();
        var download = new FileDownload(_stage.Http, _stage.Client.Calls.Line.Settings, _stage.Client.Calls.Line.Stop)
        {
            Create = path => new Watched(path, () => flushed.Add(Directory.GetFiles(_folder, "a*").Length)),
        };

        await Soon.Async(download.ToFolderAsync(FileServer.Address, _folder, null, default));

        Assert.Equal([0], flushed);
    }

    [Fact]
    public async Task A_disk_that_fails_at_the_last_step_leaves_nothing_behind()
    {
        _stage.Script.File.Does(new FileServer([1, 2, 3]).Sends());
        var download = new FileDownload(_stage.Http, _stage.Client.Calls.Line.Settings, _stage.Client.Calls.Line.Stop)
        {
            Create = path => new Watched(path, () => throw new IOException("Input/output error", 5)),
        };

        var error = await Soon.Throws<ModelDownloadException>(download.ToFolderAsync(FileServer.Address, _folder, null, default));

        Assert.Contains("could not be saved: Input/output error", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_part_that_someone_took_away_leaves_no_empty_file_under_its_name()
    {
        _stage.Script.File.Does(new FileServer([1, 2, 3]).Sends());
        var download = new FileDownload(_stage.Http, _stage.Client.Calls.Line.Settings, _stage.Client.Calls.Line.Stop)
        {
            Create = path => new Watched(path, () => File.Delete(path)),
        };

        await Soon.Throws<ModelDownloadException>(download.ToFolderAsync(FileServer.Address, _folder, null, default));

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    private sealed class Watched(string path, Action flushing)
        : FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, bufferSize: 0)
    {
        public override void Flush(bool flushToDisk)
        {
            if (flushToDisk)
            {
                flushing();
            }

            base.Flush(flushToDisk);
        }
    }
}
