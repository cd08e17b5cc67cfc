using System.Text.Json;
using System.Xml.Linq;

namespace SchemaSdk.Tool.Tests.New;

public sealed class NewCommandTests : CommandTest
{
    [Fact]
    public async Task A_name_is_enough_to_create_a_client_a_program_tests_and_a_workflow()
    {
        Assert.Equal(0, await Tool.RunAsync("new", "Acme"));

        Assert.Superset(
            new HashSet<string>
            {
                "Acme/.github/workflows/build.yml", "Acme/Acme.slnx", "Acme/Acme/Acme.csproj", "Acme/App/App.csproj",
                "Acme/Tests/Tests.csproj",
            },
            Tool.Files().ToHashSet());
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "reference", "tool-new.md")).ReplaceLineEndings("\n");
        var output = Tool.Output.Replace(Tool.Folder, "/home/me", StringComparison.Ordinal);
        Assert.Contains($"```text\n{output}```\n", page, StringComparison.Ordinal);
        Assert.Equal("net10.0", Project("Acme/Directory.Build.props").Descendants("TargetFramework").Single().Value);
    }

    [Fact]
    public async Task Options_name_the_class_the_namespace_the_framework_and_the_folder()
    {
        var exit = await Tool.RunAsync(
            "new", "Acme.AcmeClient", "--client", "AcmeNamespace", "--namespace", "A.AcmeProject", "--framework", "net10.0", "-o", "here");

        Assert.Equal(0, exit);
        var project = Project("here/Acme.AcmeClient/Acme.AcmeClient.csproj");
        Assert.Equal("A.AcmeProject", project.Descendants("RootNamespace").Single().Value);
        Assert.Equal("AcmeNamespace", project.Descendants("ModelClientName").Single().Value);
        Assert.Equal("net10.0", Project("here/Directory.Build.props").Descendants("TargetFramework").Single().Value);
        Assert.Contains("using A.AcmeProject;\n", Tool.Read("here/Tests/AcmeNamespaceTests.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_family_has_a_project_and_a_client_that_the_others_reference()
    {
        Assert.Equal(0, await Tool.RunAsync("new", "Acme", "--families", "Stills", "Sounds", "--namespace", "Own", "--json"));

        string[] families = ["../Acme.Stills/Acme.Stills.csproj", "../Acme.Sounds/Acme.Sounds.csproj"];
        foreach (var user in (string[])["App", "Tests"])
        {
            Assert.Equal(
                families,
                Project($"Acme/{user}/{user}.csproj").Descendants("ProjectReference")
                    .Select(reference => reference.Attribute("Include")!.Value));
        }

        Assert.Contains("Acme.Stills/Acme.Stills.csproj", Tool.Read("Acme/Acme.slnx"), StringComparison.Ordinal);
        Assert.Contains("await App.SoundsClientExample.RunAsync();\n", Tool.Read("Acme/App/Program.cs"), StringComparison.Ordinal);
        Assert.Equal(
            ["Acme.Stills Own.Stills StillsClient", "Acme.Sounds Own.Sounds SoundsClient"],
            JsonDocument.Parse(Tool.Output).RootElement.GetProperty("facts").GetProperty("clients").EnumerateArray()
                .Select(client => string.Join(' ', client.EnumerateObject().Select(member => member.Value.GetString()))));
    }

    [Theory]
    [InlineData("'acme' cannot be the name of a project: it has the part 'acme'", "acme")]
    [InlineData("'../Acme' cannot be the name of a project: it has an empty part", "../Acme")]
    [InlineData("'A/B' cannot be the name of a project: it has the part 'A/B'", "A/B")]
    [InlineData("'Größe' cannot be the name of a project: it has the part 'Größe'", "Größe")]
    [InlineData("'Acme.' cannot be the name of a project: it has an empty part", "Acme.")]
    [InlineData("'Acme.CON' cannot be the name of a project: it has the segment 'CON', which is a device on Windows", "Acme.CON")]
    [InlineData("'TESTS' cannot be the name of a project: it is the name of another project", "TESTS")]
    [InlineData("'SchemaSdk.Own' cannot be the name of a project: it begins with the name of a referenced package", "SchemaSdk.Own")]
    [InlineData("'$(X)' cannot be the name of a class: it has the part '$(X)'", "Acme", "--client", "$(X)")]
    [InlineData("'a b' cannot be the name of a namespace: it has the part 'a b'", "Acme", "--namespace", "a b")]
    [InlineData("The client 'Acme' must not have the same name as a part of its namespace 'Acme'", "Acme", "--client", "Acme")]
    [InlineData("The namespace 'Console' cannot be used, because 'Console' has another meaning", "Console")]
    [InlineData("The namespace 'Task.Own' cannot be used, because 'Task' has another meaning", "Acme", "--namespace", "Task.Own")]
    [InlineData("The namespace 'App.Console' cannot be used, because 'Console' has another meaning", "App.Console")]
    [InlineData("The client cannot be called 'HttpClient'", "Acme", "--client", "HttpClient")]
    [InlineData("The client cannot be called 'ConsoleColor'", "Acme", "--client", "ConsoleColor")]
    [InlineData("The client cannot be called 'Barrier'", "Acme", "--client", "Barrier")]
    [InlineData("The client cannot be called 'ModelClient'", "Acme", "--families", "Model")]
    [InlineData("The client cannot be called 'Example'", "Acme", "--client", "Example")]
    [InlineData("'x;y' cannot be the name of a family: it has the part 'x;y'", "Acme", "--families", "x;y")]
    [InlineData("The family 'Stills' is given 2 times", "Acme", "--families", "Stills", "STILLS")]
    [InlineData("--client names a single client, but --families creates one for each family", "Acme", "--families", "A", "--client", "B")]
    [InlineData("--framework must be net10.0 or net8.0, not 'net48'", "Acme", "--framework", "net48")]
    [InlineData("'schemasdk new' needs the argument <name>.")]
    public async Task A_name_that_is_invalid_in_CSharp_or_in_a_path_is_refused(string message, params string[] args)
    {
        await FailsAsync(2, message, ["new", .. args]);
        Assert.Empty(Tool.Files());
    }

    [Fact]
    public async Task A_name_has_at_most_60_characters()
    {
        await FailsAsync(2, "it has 61 characters, more than the limit of 60.", "new", new string('A', 61));
        await RunWellAsync("new", new string('A', 60));
    }

    private XDocument Project(string path) => XDocument.Parse(Tool.Read(path));
}
