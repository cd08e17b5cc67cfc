using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Disk;
using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Catalogue;

/// <summary>Disks that fail, and commands that meet: no file is ever half written.</summary>
public sealed class WriteTests : CatalogueTest
{
    [Fact]
    public async Task A_full_disk_changes_nothing()
    {
        Catalogue["acme/kite"] = SchemaWith("prompt");
        await RunWellAsync("add", "--all");
        var before = Contents();
        Catalogue["acme/kite"] = SchemaWith("prompt", "wind");
        Catalogue["acme/new"] = SchemaWith("prompt");
        var created = 0;
        Tool.CreateFile = path => ++created == 2 ? new FullDisk() : new FileStream(path, FileMode.CreateNew);

        Assert.Equal(2, await Tool.RunAsync("add", "--all"));

        Assert.Contains("could not be written: No space left on device. Nothing was changed.", Tool.Error, StringComparison.Ordinal);
        Assert.Equal("", Tool.Output);
        Assert.Equal(before, Contents());
    }

    [Fact]
    public void A_full_disk_is_told_even_if_what_was_staged_cannot_be_removed()
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
    public void What_an_earlier_run_staged_and_nobody_can_remove_stops_before_anything_is_written()
    {
        Tool.Write("staging/0.tmp", "{ \"half");
        var files = new StagedFiles(Tool.PathOf("staging"), File.Create) { DeleteFolder = _ => throw new IOException("Busy.") };
        files.Put(Tool.PathOf("schemas/a.json"), "{}");

        Assert.Equal("Busy.", Assert.Throws<IOException>(files.Commit).Message);

        Assert.Equal(["staging/0.tmp"], Tool.Files());
    }

    [Fact]
    public void A_file_that_is_written_alone_touches_no_folder_beside_it()
    {
        Tool.Write("notes.md.staging/mine.txt", "Mine.");
        Tool.Write("notes.md.schemasdk-staging/mine.txt", "Mine.");
        var files = StagedFiles.Beside(Tool.PathOf("notes.md"), File.Create);
        files.Put(Tool.PathOf("notes.md"), "New.");

        files.Commit();

        Assert.Equal(["notes.md", "notes.md.schemasdk-staging/mine.txt", "notes.md.staging/mine.txt"], Tool.Files());
    }

    [Fact]
    public async Task A_disk_that_may_only_be_read_is_told()
    {
        Catalogue["acme/kite"] = SchemaWith("prompt");
        Tool.CreateFile = _ => throw new UnauthorizedAccessException("Read-only file system.");

        Assert.Equal(2, await Tool.RunAsync("add", "--all"));

        Assert.Contains("could not be written: Read-only file system. Nothing was changed.", Tool.Error, StringComparison.Ordinal);
        Assert.Empty(Tool.Files());
    }

    [Fact]
    public async Task A_file_in_the_way_of_the_folder_is_told()
    {
        Tool.Write("taken", "a file");

        Assert.Equal(2, await Tool.RunAsync("add", "--all", "--folder", "taken/schemas"));

        Assert.Equal(["taken"], Tool.Files());
        Assert.NotEqual("", Tool.Error);
    }

    [Fact]
    public async Task Of_two_updates_at_once_the_second_is_refused()
    {
        Catalogue["acme/kite"] = SchemaWith("prompt");
        await RunWellAsync("add", "--all");
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
    public async Task What_a_killed_command_left_behind_is_cleared_away()
    {
        Catalogue["acme/kite"] = SchemaWith("prompt");
        Tool.Write("schemas.lock.json.staging/0.tmp", "{ \"half");
        Tool.Write("schemas.lock.json.busy", "");

        await RunWellAsync("add", "--all");

        Assert.Equal(["schemas.lock.json", "schemas/acme/kite/input.json", "schemas/output.json"], Tool.Files());
    }

    [Fact]
    public async Task A_schema_that_was_replaced_before_the_command_was_killed_is_taken_up()
    {
        Catalogue["acme/kite"] = SchemaWith("prompt");
        await RunWellAsync("add", "--all");
        var before = Tool.Read("schemas.lock.json");
        Catalogue["acme/kite"] = SchemaWith("prompt", "wind");
        await RunWellAsync("update");
        var after = Tool.Read("schemas.lock.json");
        Tool.Write("schemas.lock.json", before);

        await RunWellAsync("update");

        Assert.Equal(after, Tool.Read("schemas.lock.json"));
        Assert.Equal("Models: 1 unchanged.\n", Tool.Output);
    }

    [Fact]
    public async Task Schemas_that_were_written_before_their_lock_are_taken_up()
    {
        Catalogue["acme/kite"] = SchemaWith("prompt");
        await RunWellAsync("add", "--all");
        var locked = Tool.Read("schemas.lock.json");
        File.Delete(Tool.PathOf("schemas.lock.json"));

        await RunWellAsync("add", "--all");

        Assert.Equal(locked, Tool.Read("schemas.lock.json"));
        Assert.Equal("Models: 1 unchanged.\n", Tool.Output);
    }

    private IReadOnlyList<(string, string)> Contents() => [.. Tool.Files().Select(file => (file, Tool.Read(file)))];

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device.");
    }
}
