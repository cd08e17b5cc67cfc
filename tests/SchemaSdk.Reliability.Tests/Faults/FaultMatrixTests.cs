using SchemaSdk.Reliability.Tests.Faults.Matrix;
using SchemaSdk.Reliability.Tests.StateMachine;
using Xunit.Abstractions;

namespace SchemaSdk.Reliability.Tests.Faults;

/// <summary>Runs the cells of the matrix over real sockets. Each cell is one fault in one phase of one call to one service.</summary>
[Collection(nameof(Alone))]
public sealed class FaultMatrixTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => new(Cell.All.Select(cell => cell.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_cell_keeps_all_promises(string cell)
    {
        var result = (await MatrixRun.Results).Single(result => result.Cell.Name == cell);

        Assert.True(!result.Broken().Any(), $"{string.Join("; ", result.Broken())}\n{result}\n{result.Text}");
    }

    [Fact]
    public async Task Every_exception_is_observed()
    {
        await MatrixRun.Results;

        Assert.True(MatrixRun.UnobservedErrors.Count == 0, string.Join("\n", MatrixRun.UnobservedErrors));
    }

    [Fact]
    public async Task The_matrix_contains_all_cells()
    {
        var results = await MatrixRun.Results;
        output.WriteLine(MatrixTable.Of(results));

        Assert.Equal(Cell.All, results.Select(result => result.Cell));
        Assert.Equal(results.Count, results.Select(result => result.Cell.Name).Distinct().Count());
        Assert.All(results.GroupBy(result => result.Cell.Service), static service => Assert.Equal(
            service.Key.Calls, service.Select(result => result.Cell.Call).Distinct().Order()));
        Assert.Equal(MatrixService.All, results.Select(result => result.Cell.Service).Distinct());
        Assert.InRange(results.Count, FullRun.IsOn ? 1000 : 100, int.MaxValue);
    }
}
