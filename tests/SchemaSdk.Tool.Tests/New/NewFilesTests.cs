using SchemaSdk.Tool.New;

namespace SchemaSdk.Tool.Tests.New;

/// <summary>
/// Tests <c>schemasdk new</c> in a folder that has other files, and on failing disks. It must write either all new files or none.
/// </summary>
public sealed class NewFilesTests : CommandTest
{
    [Fact]
    public async Task Other_files_in_the_folder_are_kept_and_nothing_is_written_outside_the_folder()
    {
        Tool.Write("mine/LICENSE", "mine");
        var created = new List<string>();
        Tool.CreateFile = path =>
        {
            created.Add(path);
            return File.Create(path);
        };

        Assert.Equal(0, await Tool.RunAsync("new", "Acme", "--output", "mine"));

        Assert.Equal("mine", Tool.Read("mine/LICENSE"));
        Assert.Contains("mine/Acme/Acme.csproj", Tool.Files());
        Assert.DoesNotContain(Tool.Files(), file => file.Contains("schemasdk-new", StringComparison.Ordinal));
        Assert.All(created, path => Assert.StartsWith(Tool.PathOf("mine") + Path.DirectorySeparatorChar, path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Acme/README.md", "'{0}' already has README.md")]
    [InlineData("Acme/App/App.csproj/x", "'{0}' already has App/App.csproj")]
    public async Task An_existing_file_is_not_replaced_and_nothing_is_written(string file, string message)
    {
        Tool.Write(file, "mine");

        await FailsAsync(2, message.Replace("{0}", Tool.PathOf("Acme"), StringComparison.Ordinal), "new", "Acme");
        Assert.Equal([file], Tool.Files());
        Assert.Equal("mine", Tool.Read(file));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_full_disk_leaves_no_new_files(bool isThere)
    {
        if (isThere)
        {
            Directory.CreateDirectory(Tool.PathOf("Acme"));
        }

        var written = 0;
        Tool.CreateFile = path => ++written == 5
            ? throw new IOException("No space left on device.")
            : new FileStream(path, FileMode.CreateNew);

        await FailsAsync(2, "could not be written: No space left on device. Nothing was changed.", "new", "Acme");
        Assert.Empty(Tool.Files());
        Assert.Equal(isThere, Directory.Exists(Tool.PathOf("Acme")));
    }

    [Fact]
    public async Task A_file_in_place_of_a_folder_leaves_everything_unchanged()
    {
        // The command creates the "Tests" folder last.
        Tool.Write("Acme/Tests", "mine");

        await FailsAsync(2, "could not be written: ", "new", "Acme");
        Assert.Equal(["Acme/Tests"], Tool.Files());
        Assert.Equal([Tool.PathOf("Acme/Tests")], Directory.GetFileSystemEntries(Tool.PathOf("Acme")));
    }

    [Fact]
    public void A_full_disk_is_reported_even_if_staged_files_cannot_be_removed()
    {
        var files = new NewFiles(Tool.PathOf("mine"), _ => throw new IOException("No space left on device."))
        {
            DeleteFolder = _ => throw new UnauthorizedAccessException("Read-only file system."),
        };

        var error = Assert.Throws<ToolException>(() => files.Write(new Dictionary<string, string> { ["a.txt"] = "A." }));

        Assert.Contains("No space left on device.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_two_commands_at_once_writes_its_files_and_the_other_is_refused()
    {
        var second = new NewFiles(Tool.PathOf("mine"), File.Create);
        var first = new NewFiles(Tool.PathOf("mine"), path =>
        {
            second.Write(new Dictionary<string, string> { ["a.txt"] = "Second." });
            return File.Create(path);
        });

        var error = Assert.Throws<ToolException>(() => first.Write(new Dictionary<string, string> { ["a.txt"] = "First." }));

        Assert.Contains("could not be written: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(["mine/a.txt"], Tool.Files());
        Assert.Equal("Second.", Tool.Read("mine/a.txt"));
    }
}
