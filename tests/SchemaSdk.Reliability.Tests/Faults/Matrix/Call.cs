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

    /// <summary>A <c>RunManyAsync</c> with one input, until its request id is known.</summary>
    Many,

    /// <summary>A submit whose client is disposed while it is in flight.</summary>
    Leave,

    /// <summary>A submit of an input whose file the service stores. The fault is in the first request to store it.</summary>
    Upload,

    /// <summary>Like <see cref="Upload"/>, but the fault is in the second request, which has the file.</summary>
    Put,
}
