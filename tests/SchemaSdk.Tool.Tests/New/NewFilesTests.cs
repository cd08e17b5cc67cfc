using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.New;
using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.New;

/// <summary><c>schemasdk new</c> on a disk with other files, and on a bad one: all of the new files are there or none.</summary>
public sealed class NewFilesTests : IDisposable
{
    private readonly ToolTest _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task A_folder_with_other_files_keeps_them()
    {
        _tool.Write("mine/LICENSE", "mine");

        Assert.Equal(0, await _tool.RunAsync("new", "Acme", "--output", "mine"));

        Assert.Equal("mine", _tool.Read("mine/LICENSE"));
        Assert.Contains("mine/Acme/Acme.csproj", _tool.Files());
        Assert.DoesNotContain(_tool.Files(), file => file.Contains("schemasdk-new", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Acme/README.md", "'{0}' already has README.md")]
    [InlineData("Acme/App/App.csproj/x", "'{0}' already has App/App.csproj")]
    public async Task A_file_that_is_there_is_not_replaced_and_nothing_is_made_beside_it(string file, string told)
    {
        _tool.Write(file, "mine");

        Assert.Equal(2, await _tool.RunAsync("new", "Acme"));

        Assert.Contains(told.Replace("{0}", _tool.PathOf("Acme"), StringComparison.Ordinal), _tool.Error, StringComparison.Ordinal);
        Assert.Equal([file], _tool.Files());
        Assert.Equal("mine", _tool.Read(file));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_disk_that_is_full_leaves_nothing(bool isThere)
    {
        if (isThere)
        {
            Directory.CreateDirectory(_tool.PathOf("Acme"));
        }

        var written = 0;
        _tool.CreateFile = path => ++written == 5
            ? throw new IOException("No space left on device.")
            : new FileStream(path, FileMode.CreateNew);

        Assert.Equal(2, await _tool.RunAsync("new", "Acme"));

        Assert.Contains("could not be written: No space left on device. Nothing was changed.", _tool.Error, StringComparison.Ordinal);
        Assert.Empty(_tool.Files());
        Assert.Equal(isThere, Directory.Exists(_tool.PathOf("Acme")));
    }

    [Fact]
    public async Task A_file_where_a_folder_is_to_be_leaves_the_folder_as_it_was()
    {
        // In the order of their paths, others are in place before "Tests".
        _tool.Write("Acme/Tests", "mine");

        Assert.Equal(2, await _tool.RunAsync("new", "Acme"));

        Assert.Contains("could not be written: ", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(["Acme/Tests"], _tool.Files());
        Assert.Equal([_tool.PathOf("Acme/Tests")], Directory.GetFileSystemEntries(_tool.PathOf("Acme")));
    }

    [Fact]
    public void A_folder_that_is_there_is_all_that_is_written_into()
    {
        Directory.CreateDirectory(_tool.PathOf("mine"));
        var staged = new List<string>();
        var files = new NewFiles(_tool.PathOf("mine"), path =>
        {
            staged.Add(path);
            return File.Create(path);
        });

        files.Write(new Dictionary<string, string> { ["a.txt"] = "A." });

        Assert.StartsWith(_tool.PathOf("mine") + Path.DirectorySeparatorChar, Assert.Single(staged), StringComparison.Ordinal);
        Assert.Equal(["mine/a.txt"], _tool.Files());
    }

    [Fact]
    public void A_full_disk_is_told_even_if_what_was_staged_cannot_be_removed()
    {
        var files = new NewFiles(_tool.PathOf("mine"), _ => throw new IOException("No space left on device."))
        {
            DeleteFolder = _ => throw new UnauthorizedAccessException("Read-only file system."),
        };

        var error = Assert.Throws<ToolException>(() => files.Write(new Dictionary<string, string> { ["a.txt"] = "A." }));

        Assert.Contains("No space left on device.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_command_at_work_in_the_folder_is_told()
    {
        _tool.Write("Acme.schemasdk-new/README.md", "of another command");

        Assert.Equal(2, await _tool.RunAsync("new", "Acme"));

        Assert.Contains($"'{_tool.PathOf("Acme.schemasdk-new")}' exists", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(["Acme.schemasdk-new/README.md"], _tool.Files());
    }
}
