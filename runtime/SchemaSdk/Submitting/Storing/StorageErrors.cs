using System.Collections.ObjectModel;
using System.Globalization;
using SchemaSdk.Client.Errors;
using SchemaSdk.Files.Uploads;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Submitting.Storing;

/// <summary>Creates the errors of files that were not stored. Nothing was submitted in any of these cases.</summary>
internal sealed class StorageErrors(string modelId)
{
    private const string Nothing = "Nothing was submitted.";

    private readonly SubmitErrors _submit = new(modelId);

    internal ModelInputException Files(UploadException problem) => _submit.Files(problem);

    internal Exception Stopped(CancellationToken token) => _submit.Stopped(token);

    internal ModelConfigurationException Token(Exception cause) => _submit.Token(cause);

    internal ModelUnavailableException Spent(ApiAttempt last, string pointer) => _submit.Spent(last, pointer);

    internal ModelInputException BrokenOff(UploadException problem) =>
        new($"A file of the input of {modelId} could not be stored. {Nothing} {problem.Errors[0].Message}", problem.InnerException)
        {
            ModelId = modelId,
            Errors = problem.Errors,
        };

    // hasToken: false if the address came with an answer.
    internal ModelApiException Refused(ApiAnswer answer, string pointer, Uri address, bool hasToken)
    {
        if (hasToken)
        {
            return new Refusal(answer).Tell(
                $"to store the file at {pointer} of the input of {modelId}", $" {Nothing}", advice: "", modelId, requestId: null);
        }

        var detail = answer.Detail.Length == 0 ? "" : $": {answer.Detail.TrimEnd('.')}";
        return new(string.Create(
            CultureInfo.InvariantCulture,
            $"{ErrorText.Cut(address.Host)} refused to store the file at {pointer} of the input of {modelId}: "
            + $"HTTP {answer.StatusCode}{detail}. {Nothing}"))
        {
            ModelId = modelId,
            StatusCode = answer.StatusCode,
            Detail = answer.Detail,
            ResponseHeaders = answer.Headers,
        };
    }

    // option: the name of the property that lists the allowed hosts.
    internal ModelApiException NotAllowed(ApiAnswer answer, string pointer, string address, string option)
    {
        var host = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? $"{uri.Scheme}://{uri.Authority}" : "no valid address";
        return new($"The service returned {ErrorText.Cut(host)} for the file at {pointer} of the input of {modelId}. The address is "
            + $"neither https at one of {option} nor at the base address, so it was not used. {Nothing}")
        {
            ModelId = modelId,
            StatusCode = answer.StatusCode,
            ResponseHeaders = answer.Headers,
        };
    }

    internal ModelUnavailableException Unavailable(ApiAttempt last, Exception? cause, string pointer, Uri address, TimeSpan elapsed) =>
        new($"The file at {pointer} of the input of {modelId} could not be stored at {ErrorText.Cut(address.Host)} within "
            + $"{ErrorText.Seconds(elapsed)}: {last.Describe()}. {Nothing}", cause)
        {
            ModelId = modelId,
            ResponseHeaders = last.Answer?.Headers ?? ReadOnlyDictionary<string, string>.Empty,
        };

    internal ModelUnavailableException Late(TimeSpan timeout) =>
        new($"The files of the input of {modelId} could not be stored within the JobTimeout of {ErrorText.Seconds(timeout)}. {Nothing}")
        {
            ModelId = modelId,
        };
}
