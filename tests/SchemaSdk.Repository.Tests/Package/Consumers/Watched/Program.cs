using Watched;

// Ends by itself, should nobody end it.
for (var line = 0; line < 9000; line++)
{
    Console.WriteLine($"[{Environment.ProcessId}] {Sentence.Say()}");
    await Task.Delay(100);
}
