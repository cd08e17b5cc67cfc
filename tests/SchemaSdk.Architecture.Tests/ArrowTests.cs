using SchemaSdk.Architecture.Tests.Measuring;

namespace SchemaSdk.Architecture.Tests;

/// <summary>Who may use whom, measured in the compiled assemblies.</summary>
public class ArrowTests
{
    public static TheoryData<string> Projects => [.. ArrowTable.Names];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_folder_uses_those_that_its_table_names_and_no_other(string project)
    {
        var arrows = MeasuredProject.ArrowsOf(project);
        var table = new ArrowTable(project);
        table.UpdateIfAsked(arrows);

        var others = arrows.NotIn(table.Read());

        Assert.True(others.Count == 0, string.Join('\n', others));
        Assert.Equal(table.Read(), arrows.Table);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_two_folders_use_each_other_but_those_that_are_still_to_be_parted(string project)
    {
        var pairs = MeasuredProject.ArrowsOf(project).MutualPairs;

        Assert.True(
            pairs.Select(pair => pair.Folders).SequenceEqual(new ArrowTable(project).ReadMutualPairs()),
            string.Join('\n', pairs.Select(pair => $"{pair.Folders}: {pair.Uses}")));
    }
}
