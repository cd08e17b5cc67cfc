using SchemaSdk.Files;

namespace SchemaSdk.Ledgers;

/// <summary>A file of an input that cannot be copied, for a reason that lies in the file.</summary>
/// <param name="index">Its place among the files of the input.</param>
/// <param name="problem">The reason.</param>
internal sealed class UncopiedFileException(int index, FileProblemException problem) : Exception(problem.Message, problem)
{
    internal int Index => index;

    internal FileProblemException Problem => problem;
}
