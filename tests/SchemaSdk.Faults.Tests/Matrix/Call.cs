namespace SchemaSdk.Faults.Tests.Matrix;

/// <summary>The columns of the matrix.</summary>
internal enum Call
{
    Submit,
    Status,
    Result,
    Cancel,
    Download,
    Catalog,
}
