namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>The columns of the matrix.</summary>
internal enum Call
{
    Submit,
    Status,
    Result,
    Cancel,
    Download,
    Catalog,

    /// <summary>A <c>RunManyAsync</c> of one input, up to its request id.</summary>
    Many,

    /// <summary>A submit whose client is disposed while it is in flight.</summary>
    Leave,
}
