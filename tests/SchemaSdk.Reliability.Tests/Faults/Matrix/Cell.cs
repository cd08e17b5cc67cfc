namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>A cell of the matrix: one call that meets one fault.</summary>
internal sealed record Cell(Row Row, Call Call)
{
    public string Name => $"{Call} | {Row.Name}";

    public string[] Expected => Matrix.Expected.AnyOf(Call, Row.Kind, Row.IsForGood);

    /// <summary>All cells. A sample run uses every third cell and covers each row and each call.</summary>
    public static IReadOnlyList<Cell> All { get; } =
    [
        .. from row in Rows.All().Select((row, index) => (Row: row, Index: index))
           where !row.Row.IsSilentPort || Bench.SilentPort.IsSupported
           from call in row.Row.Calls
           where FullRun.IsOn || (row.Index + (int)call) % 3 == 0
           select new Cell(row.Row, call),
    ];
}
