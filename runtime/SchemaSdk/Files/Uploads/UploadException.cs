using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Files.Uploads;

/// <summary>Files of an input that cannot be sent, or not to their end.</summary>
internal sealed class UploadException(IReadOnlyList<ValidationError> errors, bool isBegun, Exception? inner)
    : BrokenBodyException(errors[0].Message, inner)
{
    internal IReadOnlyList<ValidationError> Errors => errors;

    /// <summary>True if the request was started; its JSON was never sent to the end.</summary>
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
