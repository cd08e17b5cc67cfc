using SchemaSdk.Tool.Emulate;

namespace SchemaSdk.Tool.Tests.Emulate;

public sealed class ProjectServiceTests : CommandTest
{
    private const string Fal = "<Project><PropertyGroup><ModelService>Fal</ModelService></PropertyGroup></Project>";
    private const string Replicate = "<Project><PropertyGroup><ModelService>replicate</ModelService></PropertyGroup></Project>";
    private const string Silent = "<Project><PropertyGroup><ModelClientName>Clients</ModelClientName></PropertyGroup></Project>";

    [Theory]
    [InlineData("fal", "App.csproj", Fal)]
    [InlineData("fal", "Directory.Build.props", Fal, "App.csproj", Silent)]
    [InlineData("fal", "Directory.Build.props", Fal, "App.csproj", Fal)]
    [InlineData("Replicate", "schemas/Acme.csproj", Replicate, "Outer.csproj", Fal)]
    [InlineData(null, "App.csproj", Silent)]
    [InlineData(null, "Directory.Build.props", Fal)]
    public void The_nearest_project_decides_the_service(string? service, params string[] files)
    {
        Write(files);

        Assert.Equal(service, ProjectService.Of(Tool.PathOf("schemas/still"))?.Names.Name);
    }

    [Theory]
    [InlineData("sets ModelService to 'Fal'", "<ItemGroup><ModelSchema Update='schemas/fal/**' ModelService='Fal' /></ItemGroup>")]
    [InlineData("sets ModelService to 'Fal'", "<PropertyGroup Condition='false'><ModelService>Fal</ModelService></PropertyGroup>")]
    [InlineData("sets ModelService to '$(Chosen)'", "<PropertyGroup><ModelService>$(Chosen)</ModelService></PropertyGroup>")]
    [InlineData(
        "sets ModelService to 'Fal', 'Replicate'",
        "<PropertyGroup><ModelService>Fal</ModelService><ModelService>Replicate</ModelService></PropertyGroup>")]
    public async Task An_ambiguous_project_is_reported_with_the_option_to_use(string why, string content)
    {
        Write("App.csproj", $"<Project>{content}</Project>");

        await FailsAsync(
            2,
            "The service of the folder is unclear: the folder has no lock file that records it, and "
            + $"{Tool.PathOf("App.csproj")} {why}. Specify the service with --service.",
            "emulate", "schemas/still");
    }

    [Fact]
    public async Task A_project_that_is_not_XML_is_reported()
    {
        Write("App.csproj", "<Project><PropertyGroup></Project>");

        await FailsAsync(2, $"{Tool.PathOf("App.csproj")} cannot be read (", "emulate", "schemas/still");
    }

    private void Write(params string[] files)
    {
        Directory.CreateDirectory(Tool.PathOf("schemas/still"));
        foreach (var file in files.Chunk(2))
        {
            Tool.Write(file[0], file[1]);
        }
    }
}
