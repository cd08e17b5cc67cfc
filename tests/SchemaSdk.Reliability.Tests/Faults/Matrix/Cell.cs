namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>A cell of the matrix: one call to one service, with one fault.</summary>
internal sealed record Cell(MatrixService Service, Row Row, Call Call)
{
    public string Name => $"{Service.Name} | {Call} | {Row.Name}";

    public string[] Expected => Matrix.Expected.AnyOf(this);

    /// <summary>What a client of this service can know about the fault in this call.</summary>
    public FaultKind Kind => Row.IsBusy503 && Call is (Call.Submit or Call.Many or Call.Leave) && !Service.RefusesWith503
        ? FaultKind.Doubtful
        : Row.Kind;

    /// <summary>
    /// In a full run, all cells; in a short run, a sample that still covers every call of each service.
    /// </summary>
    public static IReadOnlyList<Cell> All { get; } =
    [
        .. from service in MatrixService.All
           from row in Rows.All().Select((row, index) => (Row: row, Index: index))
           where !row.Row.IsSilentPort || Bench.SilentPort.IsSupported
           from call in row.Row.Calls.Intersect(service.Calls)
           where FullRun.IsOn || (row.Index + (int)call) % service.SampleEvery == 0
           let cell = new Cell(service, row.Row, call)
           where !cell.ContradictsItself && !cell.IsPointless
           select cell,
    ];

    // The answer would have the id of one job and the addresses of another.
    private bool ContradictsItself => Service.HasLinks && Call == Call.Many && Row.Kind == FaultKind.OtherJob;

    // For a put, the connection already works, and the answer has no body that could break.
    private bool IsPointless => Call == Call.Put
        && (Row.Make is null || Row.IsOfConnection || Row.Phase.EndsWith("mid-response", StringComparison.Ordinal));
}
