using SchemaSdk.Reliability.Tests.Faults.Matrix;
using Xunit.Abstractions;

namespace SchemaSdk.Reliability.Tests.Faults;

/// <summary>Every phase, fault and call, on real sockets of this machine.</summary>
// One after the other: they share the machine's time, and the matrix measures it.
[Collection("faults")]
public sealed class FaultMatrixTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => new(Cell.All.Select(cell => cell.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_cell_holds(string cell)
    {
        var result = (await MatrixRun.Results).Single(result => result.Cell.Name == cell);

        Assert.True(!result.Broken().Any(), $"{string.Join("; ", result.Broken())}\n{result}\n{result.Text}");
    }

    [Fact]
    public async Task No_task_fails_unseen()
    {
        await MatrixRun.Results;

        Assert.Empty(MatrixRun.UnobservedErrors);
    }

    [Fact]
    public async Task The_matrix_is_whole()
    {
        var results = await MatrixRun.Results;
        output.WriteLine(MatrixTable.Of(results));

        Assert.Equal(Cell.All, results.Select(result => result.Cell));
        Assert.Equal(results.Count, results.Select(result => result.Cell.Name).Distinct().Count());
        Assert.Equal(Enum.GetValues<Call>(), results.Select(result => result.Cell.Call).Distinct().Order());
        Assert.InRange(results.Count, FullRun.IsOn ? 400 : 130, int.MaxValue);
    }
}
