using SchemaSdk;

namespace Quickstart;

/// <summary>Formats an error for users. Omits type names and stack traces.</summary>
internal static class FailureText
{
    public static string Of(Exception error) => error switch
    {
        ModelInputException input => Input(input),
        ModelException { RequestId: { } id } model when !model.Message.Contains(id, StringComparison.Ordinal) =>
            $"{model.Message} (request {id})",
        _ => error.Message,
    };

    private static string Input(ModelInputException input)
    {
        var lines = input.Errors.Select(error => $"  {error.Message}");
        return string.Join(Environment.NewLine, [$"Nothing was sent: {input.ModelId} does not accept this input.", .. lines]);
    }
}
