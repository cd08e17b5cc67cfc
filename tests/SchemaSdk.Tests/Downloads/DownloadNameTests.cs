using System.Runtime.ExceptionServices;
using SchemaSdk.Files.Downloads;

namespace SchemaSdk.Tests.Downloads;

/// <summary>A download must give a file its final name only when the file is complete.</summary>
public sealed class DownloadNameTests : DownloadTest
{
    public DownloadNameTests()
    {
        Directory.CreateDirectory(Folder);
        Stage.Script.File.Does(new FileServer([1, 2, 3]).Sends());
    }

    [Fact]
    public async Task Downloads_that_finish_at_the_same_time_get_different_names()
    {
        const int Count = 64;
        for (var round = 0; round < 4; round++)
        {
            var folder = Path.Combine(Folder, $"{round}");
            Directory.CreateDirectory(folder);
            using var start = new Barrier(Count);

            // Uses dedicated threads, so that all of them reach the last step together.
            var paths = await Task.WhenAll(Enumerable.Range(0, Count).Select(number => Task.Factory.StartNew(
                () =>
                {
                    using var part = new PartialFile(folder, PartialFile.Create);
                    part.Open().WriteByte((byte)number);
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
    public async Task The_name_of_a_dangling_link_is_not_used()
    {
        File.CreateSymbolicLink(Path.Combine(Folder, "a.png"), Path.Combine(Folder, "elsewhere.png"));

        Assert.Equal(Path.Combine(Folder, "a-2.png"), await SaveAsync());
        Assert.False(File.Exists(Path.Combine(Folder, "elsewhere.png")));
    }

    [Fact]
    public async Task The_name_of_a_folder_is_not_used()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "a.png"));

        Assert.Equal(Path.Combine(Folder, "a-2.png"), await SaveAsync());
    }

    [Fact]
    public async Task A_free_name_is_found_among_many_without_an_exception_for_each_name_in_use()
    {
        foreach (var number in Enumerable.Range(1, 1000))
        {
            File.WriteAllBytes(Path.Combine(Folder, number == 1 ? "a.png" : $"a-{number}.png"), []);
        }

        var failures = 0;
        AppDomain.CurrentDomain.FirstChanceException += Count;
        try
        {
            var saved = await SaveAsync();

            Assert.Equal((Path.Combine(Folder, "a-1001.png"), 0), (saved, failures));
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= Count;
        }

        void Count(object? sender, FirstChanceExceptionEventArgs thrown) =>
            failures += thrown.Exception.Message.Contains(Folder, StringComparison.Ordinal) ? 1 : 0;
    }

    [Fact]
    public async Task A_file_is_flushed_to_the_disk_before_it_has_its_name()
    {
        var flushed = new List<int>();

        await Soon.Async(SaveAsync(_ => flushed.Add(Directory.GetFiles(Folder, "a*").Length)));

        Assert.Equal([0], flushed);
    }

    [Fact]
    public async Task A_disk_that_fails_at_the_flush_leaves_no_file()
    {
        var error = await Soon.Throws<ModelDownloadException>(SaveAsync(_ => throw new IOException("Input/output error", 5)));

        Assert.Contains("could not be saved: Input/output error", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public async Task A_partial_file_that_was_deleted_leaves_no_empty_file_under_its_name()
    {
        await Soon.Throws<ModelDownloadException>(SaveAsync(File.Delete));

        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Theory]
    [InlineData("/a/b.mp4", "b.mp4")]
    [InlineData("/", "download")]
    [InlineData("/a/", "download")]
    [InlineData("/..%2F..%2Fetc%2Fpasswd", "_.._etc_passwd")]
    [InlineData("/..%5C..%5Cboot.ini", "_.._boot.ini")]
    [InlineData("/C%3A%5Cboot.ini", "C__boot.ini")]
    [InlineData("/%2E%2E", "download")]
    [InlineData("/.bashrc", "bashrc")]
    [InlineData("/a.png%20.%20", "a.png")]
    [InlineData("/CON", "_CON")]
    [InlineData("/con.png", "_con.png")]
    [InlineData("/LPT1.txt", "_LPT1.txt")]
    [InlineData("/COM%C2%B9", "_COM¹")]
    [InlineData("/common.png", "common.png")]
    [InlineData("/a%00b%0Ac.png", "a_b_c.png")]
    [InlineData("/cat%E2%80%AEgnp.exe", "cat_gnp.exe")]
    [InlineData("/%3Ca%3E%7Cb%3F%2A%22.png", "_a__b___.png")]
    [InlineData("/%E7%8C%AB.png", "猫.png")]
    public async Task A_name_from_an_address_is_safe_on_every_system(string path, string name)
    {
        var saved = await Soon.Async(Stage.Client.DownloadAsync("https://files.runcomfy.net" + path, Folder));

        Assert.Equal(Path.Combine(Folder, name), saved);
    }

    [Theory]
    [InlineData("%E7%8C%AB", 100, "猫", 65)]
    [InlineData("a", 400, "a", 95)]
    public async Task A_long_name_is_truncated_to_the_limit_of_file_systems_and_keeps_its_extension(
        string part, int count, string letter, int kept)
    {
        var name = string.Concat(Enumerable.Repeat(part, count));

        var saved = await Soon.Async(Stage.Client.DownloadAsync($"https://files.runcomfy.net/{name}.webm", Folder));

        Assert.Equal(string.Concat(Enumerable.Repeat(letter, kept)) + ".webm", Path.GetFileName(saved));
    }

    private Task<string> SaveAsync(Action<string> whenFlushed)
    {
        var download = new FileDownload(Stage.Http, Stage.Client.Calls.Access.Settings, Stage.Client.Calls.Access.Stop)
        {
            Create = path => new Watched(path, () => whenFlushed(path)),
        };
        return download.ToFolderAsync(FileServer.Address, Folder, null, default);
    }

    private sealed class Watched(string path, Action whenFlushed)
        : FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, bufferSize: 0)
    {
        public override void Flush(bool flushToDisk)
        {
            if (flushToDisk)
            {
                whenFlushed();
            }

            base.Flush(flushToDisk);
        }
    }
}
