using System.Text;

namespace SchemaSdk.Reliability.Tests.StateMachine.Seeded;

/// <summary>Treats the word <c>completed</c> in a status as success, and ignores what the result says.</summary>
internal sealed class CompletedIsSuccess(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.Content is ByteArrayContent && request.RequestUri!.AbsolutePath.EndsWith("/result", StringComparison.Ordinal))
        {
            var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            text = text.Replace("\"status\":\"failed\",\"error\":", "\"status\":\"succeeded\",\"output\":", StringComparison.Ordinal);
            response.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        }

        return response;
    }
}
