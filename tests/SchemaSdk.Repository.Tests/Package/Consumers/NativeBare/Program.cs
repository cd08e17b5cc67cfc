using System.Net.Http.Headers;
using System.Text.Json;

var address = new Uri(Environment.GetEnvironmentVariable("RUNCOMFY_MODEL_API_BASE")!);
using var http = new HttpClient();
http.DefaultRequestHeaders.Authorization = new("Bearer", Environment.GetEnvironmentVariable("RUNCOMFY_API_TOKEN"));

using var input = new ByteArrayContent("""{"prompt":"A kettle."}"""u8.ToArray());
input.Headers.ContentType = new MediaTypeHeaderValue("application/json");
using var accepted = await http.PostAsync(new Uri(address, "v1/models/kling/kling-3.0/pro/text-to-video"), input);
var id = Text(await ReadAsync(accepted), "request_id"u8);
Console.WriteLine($"accepted {id?.Length > 0}");

while (true)
{
    using var status = await http.GetAsync(new Uri(address, $"v1/requests/{id}/status"));
    if (Text(await ReadAsync(status), "status"u8) is "completed" or "cancelled")
    {
        break;
    }

    await Task.Delay(TimeSpan.FromSeconds(2));
}

using var result = await http.GetAsync(new Uri(address, $"v1/requests/{id}/result"));
Console.WriteLine($"made {Text(await ReadAsync(result), "video"u8) is not null}");

static Task<byte[]> ReadAsync(HttpResponseMessage response)
{
    response.EnsureSuccessStatusCode();
    return response.Content.ReadAsByteArrayAsync();
}

static string? Text(byte[] json, ReadOnlySpan<byte> name)
{
    var reader = new Utf8JsonReader(json);
    while (reader.Read())
    {
        if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name))
        {
            reader.Read();
            return reader.GetString();
        }
    }

    return null;
}
