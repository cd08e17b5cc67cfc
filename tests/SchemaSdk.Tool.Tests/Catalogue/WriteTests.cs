using SchemaSdk.Tool.SchemaFolders.Disk;

namespace SchemaSdk.Tool.Tests.Catalogue;

/// <summary>Tests that failing disks and concurrent commands never leave an incomplete file.</summary>
public sealed class WriteTests : CatalogueTest
{
    [Theory]
    [InlineData("No space left on device.")]
    [InlineData("Read-only file system.")]
    public async Task A_full_or_read_only_disk_changes_nothing(string reason)
    {
        await AddAsync("acme/kite");
        var before = Contents();
        Catalogue["acme/kite"] = SchemaWith("prompt", "wind");
        Catalogue["acme/new"] = SchemaWith("prompt");
        var created = 0;
        Tool.CreateFile = path => reason[0] == 'R' ? throw new UnauthorizedAccessException(reason)
            : ++created == 2 ? new FullDisk() : new FileStream(path, FileMode.CreateNew);

        await FailsAsync(2, $"could not be written: {reason} Nothing was changed.", "add", "--all");
        Assert.Equal("", Tool.Output);
        Assert.Equal(before, Contents());
    }

    [Theory]
    [InlineData("docs")]
    [InlineData("infer", "a.json")]
    public async Task A_full_disk_leaves_no_incomplete_file_of_other_commands(params string[] args)
    {
        await AddAsync("acme/kite");
        Tool.Write("a.json", "1");
        var before = Contents();
        Tool.CreateFile = _ => new FullDisk();

        await FailsAsync(2, "could not be written: No space left on device. Nothing was changed.", args);
        Assert.Equal(before, Contents());
    }

    [Fact]
    public void A_full_disk_is_reported_even_if_staged_files_cannot_be_removed()
    {
        var files = new StagedFiles(Tool.PathOf("staging"), _ => throw new IOException("No space left on device."))
        {
            DeleteFolder = _ => throw new UnauthorizedAccessException("Read-only file system."),
        };
        files.Put(Tool.PathOf("schemas/a.json"), "{}");

        var error = Assert.Throws<ToolException>(files.Commit);

        Assert.Contains("could not be written: No space left on device. Nothing was changed.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Staged_files_of_an_earlier_run_that_cannot_be_removed_stop_the_command()
    {
        Tool.Write("staging/0.tmp", "{ \"half");
        var files = new StagedFiles(Tool.PathOf("staging"), File.Create) { DeleteFolder = _ => throw new IOException("Busy.") };
        files.Put(Tool.PathOf("schemas/a.json"), "{}");

        Assert.Equal("Busy.", Assert.Throws<IOException>(files.Commit).Message);

        Assert.Equal(["staging/0.tmp"], Tool.Files());
    }

    [FactOutsideWindows("Windows allows links only to administrators.")]
    public async Task A_schema_behind_a_link_is_not_changed_unless_the_schema_folder_itself_is_the_link()
    {
        await AddAsync("acme/kite");
        Directory.Move(Tool.PathOf("schemas"), Tool.PathOf("real"));
        Directory.CreateSymbolicLink(Tool.PathOf("schemas"), Tool.PathOf("real"));
        Catalogue["acme/kite"] = SchemaWith("prompt", "wind");
        await RunWellAsync("update");
        Directory.Move(Tool.PathOf("real/acme"), Tool.PathOf("elsewhere"));
        Directory.CreateSymbolicLink(Tool.PathOf("real/acme"), Tool.PathOf("elsewhere"));
        var before = Contents();
        Catalogue["acme/kite"] = SchemaWith("prompt");

        await FailsAsync(2, "which may point anywhere. Nothing was changed.", "update");
        Assert.Equal(before, Contents());

        var files = new StagedFiles(Tool.PathOf("staging"), File.Create) { Root = Tool.PathOf("schemas") };
        files.Delete(Tool.PathOf("schemas/acme/kite/input.json"));
        Assert.Throws<ToolException>(files.Commit);
        Assert.Equal(before, Contents());
    }

    [Fact]
    public async Task A_file_in_place_of_the_folder_is_reported()
    {
        Tool.Write("taken", "a file");

        Assert.Equal(2, await Tool.RunAsync("add", "--all", "--folder", "taken/schemas"));

        Assert.Equal(["taken"], Tool.Files());
        Assert.NotEqual("", Tool.Error);
    }

    [Fact]
    public async Task The_second_of_two_concurrent_updates_is_refused()
    {
        await AddAsync("acme/kite");
        using var second = new ToolTest(Tool) { Handler = Tool.Handler };
        var exit = -1;
        Catalogue.BeforeAnswer = async _ =>
        {
            Catalogue.BeforeAnswer = null;
            exit = await second.RunAsync("update");
        };

        await RunWellAsync("update");

        Assert.Equal(2, exit);
        Assert.Contains("Another schemasdk process is changing these schemas", second.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Tool.Files(), file => file.EndsWith(".busy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Leftovers_of_a_killed_command_are_removed()
    {
        Catalogue["acme/kite"] = SchemaWith("prompt");
        Tool.Write("schemas.lock.json.staging/0.tmp", "{ \"half");
        Tool.Write("schemas.lock.json.busy", "");

        await RunWellAsync("add", "--all");

        Assert.Equal(["schemas.lock.json", "schemas/acme/kite/input.json", "schemas/output.json"], Tool.Files());
    }

    [Theory]
    [InlineData("update", true)]
    [InlineData("add", false)]
    public async Task A_schema_that_a_killed_command_wrote_before_its_lock_is_recognized(string command, bool hadLock)
    {
        await AddAsync("acme/kite");
        var before = Tool.Read("schemas.lock.json");
        Catalogue["acme/kite"] = SchemaWith("prompt", "wind");
        await RunWellAsync("update");
        var after = Tool.Read("schemas.lock.json");
        File.Delete(Tool.PathOf("schemas.lock.json"));
        if (hadLock)
        {
            Tool.Write("schemas.lock.json", before);
        }

        await RunWellAsync(command == "add" ? ["add", "--all"] : ["update"]);

        Assert.Equal(after, Tool.Read("schemas.lock.json"));
        Assert.Equal("Models: 1 unchanged.\n", Tool.Output);
    }

    private IReadOnlyList<(string, string)> Contents() => [.. Tool.Files().Select(file => (file, Tool.Read(file)))];

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device.");
    }
}
