using SchemaSdk.Repository.Tests.Architecture.Measuring;

namespace SchemaSdk.Repository.Tests.Architecture;

/// <summary>Holds which folder may use which, measured in the compiled assemblies.</summary>
public class ArrowTests
{
    public static TheoryData<string> Projects => [.. ArrowTable.Names];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_folder_uses_those_that_its_table_names_and_no_other(string project)
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
    public void No_folder_leads_back_to_itself(string project)
    {
        var ways = MeasuredProject.ArrowsOf(project).WaysBack;

        Assert.True(ways.Count == 0, string.Join("\n\n", ways));
    }

    [Fact]
    public void The_picture_on_the_page_of_arrows_is_drawn_from_the_tables()
    {
        // The picture is drawn from the new tables, whichever test comes first.
        foreach (var project in ArrowTable.Names)
        {
            new ArrowTable(project).UpdateIfAsked(() => MeasuredProject.ArrowsOf(project));
        }

        var picture = Picture.Draw();
        ArrowPage.UpdateIfAsked(picture);

        Assert.Equal(picture, ArrowPage.ReadPicture());
    }
}
