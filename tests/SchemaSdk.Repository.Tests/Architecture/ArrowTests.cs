using SchemaSdk.Repository.Tests.Architecture.Measuring;

namespace SchemaSdk.Repository.Tests.Architecture;

/// <summary>Uses the compiled assemblies to check that each folder uses only the folders that it may use.</summary>
public class ArrowTests
{
    public static TheoryData<string> Projects => [.. ArrowTable.Names];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_folder_uses_exactly_the_folders_in_its_table(string project)
    {
        var arrows = MeasuredProject.ArrowsOf(project);
        var table = new ArrowTable(project);
        table.UpdateIfAsked(() => arrows);

        var others = arrows.NotIn(table.Read());

        Assert.True(others.Count == 0, string.Join('\n', others));
        Assert.Equal(table.Read(), arrows.Table);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_folder_uses_itself_through_others(string project)
    {
        var ways = MeasuredProject.ArrowsOf(project).WaysBack;

        Assert.True(ways.Count == 0, string.Join("\n\n", ways));
    }

    [Fact]
    public void No_project_compiles_a_file_of_another_project()
    {
        var projects = from folder in (string[])["benchmarks", "generator", "runtime", "samples", "schemas", "services", "tests"]
                       from file in Directory.GetFiles(SourceTree.PathOf(folder), "*.csproj", SearchOption.AllDirectories)
                       select file;

        Assert.DoesNotContain(projects, static file => File.ReadAllText(file).Contains("<Compile Include=\"..", StringComparison.Ordinal));
    }

    [Fact]
    public void The_diagram_of_the_page_is_drawn_from_the_tables()
    {
        // Update the tables first, because the diagram is generated from them.
        foreach (var project in ArrowTable.Names)
        {
            new ArrowTable(project).UpdateIfAsked(() => MeasuredProject.ArrowsOf(project));
        }

        var picture = Picture.Draw();
        ArrowPage.UpdateIfAsked(picture);

        Assert.Equal(picture, ArrowPage.ReadPicture());
    }
}
