using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Files.Uploads;

/// <summary>Some files of an input cannot be sent, or cannot be sent completely.</summary>
internal sealed class UploadException(IReadOnlyList<ValidationError> errors, bool isBegun, Exception? inner)
    : BrokenBodyException(errors[0].Message, inner)
{
    internal IReadOnlyList<ValidationError> Errors => errors;

    /// <summary>True if sending had started. The end of the JSON was not sent.</summary>
    internal bool IsBegun => isBegun;

    internal static ValidationError Error(string pointer, UploadSource source, FileProblemException problem) => new()
    {
        JsonPointer = pointer,
        Rule = problem.Rule,
        Message = $"{(pointer.Length == 0 ? "The input" : pointer)} is {source}, {problem.Message}.",
        Value = problem.Value,
        Allowed = problem.Allowed,
    };
}
